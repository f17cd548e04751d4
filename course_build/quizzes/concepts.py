"""The concepts that questions ask for, in the order in which the course comes to them.

Questions name a concept by its key; no reader's record does.
"""

CONCEPTS = {
    "covariate-shift": "Internal covariate shift",
    "why-it-works": "Why normalization works",
    "axes": "Which entries share statistics",
    "batch-norm": "BatchNorm",
    "layer-norm": "LayerNorm",
    "rms-norm": "RMSNorm",
    "group-norm": "GroupNorm and InstanceNorm",
    "choosing": "Which norm to take",
    "statistics": "Mean and variance of the output",
    "distribution-shape": "What survives a norm",
    "training-speed": "How much faster training gets",
    "learning-rate": "Learning rates",
    "initialization": "Initialization",
    "depth": "Depth and residual connections",
    "forward-pass": "The forward pass",
    "backward-pass": "The backward pass",
    "parameters": "Scale and shift",
    "epsilon": "Epsilon",
    "train-and-evaluation": "Training and evaluation",
    "momentum": "Momentum of running statistics",
    "batch-size": "Batch size",
    "leakage": "What passes between samples",
    "numerics": "Numbers in floating point",
    "cost": "What a norm costs",
    "regularization": "Regularization",
}
"""The name of each concept in words, by its key."""
