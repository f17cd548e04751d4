"""The code of a state of the playground: what readers see is what runs."""

from dataclasses import dataclass

from course_build.experiments.playground_controls import POSITIONS, Controls
from course_build.norms.registry import TECHNIQUES

IMPORTS = ("import numpy as np", "from course_build.experiments.distributions import draw")
TRAINING_BATCHES = 8
"""How many batches BatchNorm saw before it is evaluated."""
TRAINING_BATCH = 32
# A mean is rarely 0 to the last digit: z keeps its sign from a zero.
ENDING = 'print(f"y has mean {y.mean():z.3f} and standard deviation {y.std():.3f}")'


@dataclass(frozen=True)
class Program:
    """The code of a state, in the parts in which it runs."""

    imports: str
    input: str
    """The expression that draws `x`."""
    preparation: str
    """What the call needs beside `x`."""
    call: str
    ending: str
    """What prints something of `y`."""

    @property
    def text(self) -> str:
        """The whole, as readers see it."""
        return f"{self.imports}\n\nx = {self.input}\n{self.preparation}\n{self.call}\n{self.ending}"


def program(controls: Controls) -> Program:
    """Return the code of a state."""
    function = f"{controls.technique}_norm"
    evaluated = controls.technique == "batch" and not controls.training
    names = f"RunningStatistics, {function}" if evaluated else function
    imports = [*IMPORTS, f"from course_build.norms import {names}"]
    preparation = [f"gamma = np.full({_parameter_shape(controls)}, {float(controls.gamma)!r})"]
    arguments = ["x"]
    if controls.technique == "group":
        arguments.append(str(controls.groups))
    arguments.append("gamma")
    if "beta" in TECHNIQUES[controls.technique].parameters:
        preparation.append(f"beta = np.full({_parameter_shape(controls)}, {float(controls.beta)!r})")
        arguments.append("beta")
    arguments += [*_axes(controls), f"eps={float(controls.eps)!r}"]
    if evaluated:
        axes = "".join(f", {one}" for one in _axes(controls))
        training = input_expression(controls, "step", batch=TRAINING_BATCH)
        preparation += [
            f"running = RunningStatistics.start({controls.features})",
            f"for step in range(1, {TRAINING_BATCHES + 1}):",
            f"    seen = {training}",
            f"    batch_norm(seen{axes}, running=running, momentum=1 / step)",
        ]
        arguments += ["running=running", "training=False"]
    return Program(
        imports="\n".join(imports),
        input=input_expression(controls, 0),
        preparation="\n".join(preparation),
        call=f"y = {function}({', '.join(arguments)})",
        ending=ENDING,
    )


def input_expression(controls: Controls, seed: int | str, batch: int | None = None) -> str:
    """Return the expression of a batch."""
    length = controls.batch if batch is None else batch
    positions = POSITIONS[controls.layout]
    height, width = (*positions, 1, 1)[:2]
    shape = (length, controls.features, height, width)
    drawn = f'draw("{controls.distribution}", {shape}, seed={seed})'
    if controls.layout == "N,D":
        drawn += "[:, :, 0, 0]"
    elif controls.layout == "N,T,D":
        drawn += "[:, :, :, 0].swapaxes(1, 2)"
    return f"{float(controls.offset)!r} + {float(controls.scale)!r} * {drawn}"


def _axes(controls: Controls) -> list[str]:
    """Return the arguments that say which axes share their statistics, where the default does not."""
    if controls.technique in ("layer", "rms"):
        axes = _shared_axes(controls)
        if axes == (len(controls.shape) - 1,):
            return []
        return [f"axis={axes if len(axes) > 1 else axes[0]}"]
    return ["channel_axis=-1"] if controls.layout == "N,T,D" else []


def _parameter_shape(controls: Controls) -> str:
    if controls.technique in ("layer", "rms"):
        shape = tuple(controls.shape[axis] for axis in _shared_axes(controls))
        return str(shape if len(shape) > 1 else shape[0])
    return str(controls.features)


def _shared_axes(controls: Controls) -> tuple[int, ...]:
    names = controls.layout.split(",")
    return tuple(names.index(one) for one in TECHNIQUES[controls.technique].shared[controls.layout][0])
