"""The norms of this course: numpy only, the same code in the build, the page and the prose."""

from course_build.norms.batch import RunningStatistics, batch_norm, batch_norm_backward
from course_build.norms.core import standardize, standardize_backward
from course_build.norms.fold import fold_batch_norm
from course_build.norms.group import group_norm, group_norm_backward
from course_build.norms.instance import instance_norm, instance_norm_backward
from course_build.norms.layer import layer_norm, layer_norm_backward
from course_build.norms.registry import TECHNIQUES, Sharing, Technique, sharings
from course_build.norms.rms import rms_norm, rms_norm_backward

__all__ = [
    "TECHNIQUES",
    "RunningStatistics",
    "Sharing",
    "Technique",
    "batch_norm",
    "batch_norm_backward",
    "fold_batch_norm",
    "group_norm",
    "group_norm_backward",
    "instance_norm",
    "instance_norm_backward",
    "layer_norm",
    "layer_norm_backward",
    "rms_norm",
    "rms_norm_backward",
    "sharings",
    "standardize",
    "standardize_backward",
]
