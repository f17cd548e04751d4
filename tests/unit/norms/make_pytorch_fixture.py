"""Write pytorch.json: what PyTorch computes, frozen so that the tests need no PyTorch.

Run it apart from the project, since PyTorch supports other Pythons than ours, in an
environment with torch 2.13.0 (CPU) and numpy: `python tests/unit/norms/make_pytorch_fixture.py`.
The same versions write the same bytes.

Inputs are multiples of 1/64, so float16 holds them exactly and the file stays small.
"""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional
from torch.nn.utils import fusion

RNG = np.random.default_rng(20260101)
NARROW = ("float32", "float16")
DTYPES = {"float16": torch.float16, "float32": torch.float32, "float64": torch.float64}
IMAGES, SERIES, TOKENS, ROWS = (3, 4, 2, 3), (3, 4, 5), (2, 3, 6), (5, 4)
"""Shapes of the layouts (N,C,H,W), (N,C,L), (N,T,D) and (N,C)."""

Norm = Callable[[torch.Tensor, torch.Tensor | None, torch.Tensor | None], torch.Tensor]


def draw(shape: tuple[int, ...], center: float = 0.0, spread: float = 1.0) -> torch.Tensor:
    values = np.round(RNG.normal(center, spread, shape) * 64) / 64
    return torch.tensor(values, dtype=torch.float64)


def record(technique: str, options: dict, x: torch.Tensor, norm: Norm, **settings: object) -> dict:
    """Run `norm` forward and backward on `x`, and keep all inputs and outputs.

    Settings: parameters (shape of gamma, None for no parameters), dtype, beta (whether
    there is one), running (mean, var).
    """
    dtype = str(settings.get("dtype", "float64"))
    shape = settings.get("parameters")
    inputs = {"x": x, "dy": draw(tuple(x.shape))}
    if shape is not None:
        inputs["gamma"] = draw(shape, 1.0, 0.5)
        if settings.get("beta", True):
            inputs["beta"] = draw(shape)
    inputs = {name: value.to(DTYPES[dtype]) for name, value in inputs.items()}
    leaves = {name: value.clone().requires_grad_() for name, value in inputs.items() if name != "dy"}
    y = norm(leaves["x"], leaves.get("gamma"), leaves.get("beta"))
    y.backward(inputs["dy"])
    outputs = {"y": y, **{f"d{name}": leaf.grad for name, leaf in leaves.items()}}
    return {
        "technique": technique,
        "options": options,
        "dtype": dtype,
        "running": settings.get("running"),
        **{name: value.tolist() for name, value in {**inputs, **outputs}.items()},
    }


def channels_last(norm: Norm) -> Norm:
    """Let a norm of (N, D, T) work on (N, T, D)."""
    return lambda x, gamma, beta: norm(x.transpose(1, -1), gamma, beta).transpose(1, -1)


def batch(eps: float = 1e-5, running: dict | None = None) -> Norm:
    def norm(x: torch.Tensor, gamma: torch.Tensor | None, beta: torch.Tensor | None) -> torch.Tensor:
        if running is None:
            return functional.batch_norm(x, None, None, gamma, beta, training=True, eps=eps)
        mean, var = (torch.tensor(running[name], dtype=x.dtype) for name in ("mean", "var"))
        return functional.batch_norm(x, mean, var, gamma, beta, training=False, eps=eps)

    return norm


def layer(shape: tuple[int, ...], eps: float = 1e-5) -> Norm:
    return lambda x, gamma, beta: functional.layer_norm(x, shape, gamma, beta, eps)


def rms(shape: tuple[int, ...], eps: float = 1e-6) -> Norm:
    # eps is explicit: PyTorch's default is the machine epsilon of the dtype.
    return lambda x, gamma, _: functional.rms_norm(x, shape, gamma, eps)


def group(groups: int, eps: float = 1e-5) -> Norm:
    return lambda x, gamma, beta: functional.group_norm(x, groups, gamma, beta, eps)


def instance(eps: float = 1e-5) -> Norm:
    return lambda x, gamma, beta: functional.instance_norm(x, weight=gamma, bias=beta, eps=eps)


def at_each_pixel(norm: Norm) -> Norm:
    """Let a norm of the last axis work on the channels of (N, C, H, W)."""
    return lambda x, gamma, beta: norm(x.movedim(1, -1), gamma, beta).movedim(-1, 1)


def batch_cases() -> list[dict]:
    running = {"mean": draw((4,)).tolist(), "var": (draw((4,)).abs() + 0.25).tolist()}

    def training(shape: tuple[int, ...], dtype: str = "float64") -> dict:
        return record("batch", {}, draw(shape, 0.5, 2), batch(), parameters=(4,), dtype=dtype)

    def evaluation(shape: tuple[int, ...], dtype: str = "float64") -> dict:
        settings = {"parameters": (4,), "dtype": dtype, "running": running}
        return record("batch", {"training": False}, draw(shape), batch(running=running), **settings)

    eased, last = {"training": False, "eps": 0.1}, {"channel_axis": -1}
    return [
        *(case(shape) for shape in (ROWS, SERIES, IMAGES) for case in (training, evaluation)),
        record("batch", {"eps": 0.1}, draw(ROWS), batch(0.1)),
        record("batch", eased, draw(IMAGES), batch(0.1, running), running=running),
        record("batch", last, draw(TOKENS), channels_last(batch()), parameters=(6,)),
        *(case(shape, dtype) for dtype in NARROW for case, shape in ((training, IMAGES), (evaluation, ROWS))),
    ]


def layer_cases() -> list[dict]:
    return [
        record("layer", {}, draw(ROWS, 2, 3), layer((4,)), parameters=(4,)),
        record("layer", {}, draw(TOKENS), layer((6,)), parameters=(6,)),
        record("layer", {}, draw(TOKENS), layer((6,)), parameters=(6,), beta=False),
        record("layer", {"eps": 0.1}, draw(TOKENS), layer((6,), 0.1)),
        record("layer", {"axis": [1, 2, 3]}, draw(IMAGES), layer((4, 2, 3)), parameters=(4, 2, 3)),
        record("layer", {"axis": 1}, draw(IMAGES), at_each_pixel(layer((4,))), parameters=(4,)),
        *(record("layer", {}, draw(TOKENS, 0.5, 2), layer((6,)), parameters=(6,), dtype=dtype) for dtype in NARROW),
    ]


def rms_cases() -> list[dict]:
    def case(options: dict, shape: tuple[int, ...], norm: Norm, **settings: object) -> dict:
        return record("rms", options, draw(shape, 0.5, 2), norm, beta=False, **settings)

    return [
        case({}, ROWS, rms((4,)), parameters=(4,)),
        case({}, TOKENS, rms((6,)), parameters=(6,)),
        case({"eps": 0.1}, TOKENS, rms((6,), 0.1)),
        case({"axis": [1, 2, 3]}, IMAGES, rms((4, 2, 3)), parameters=(4, 2, 3)),
        *(case({"eps": 1e-3}, TOKENS, rms((6,), 1e-3), parameters=(6,), dtype=dtype) for dtype in NARROW),
    ]


def group_cases() -> list[dict]:
    two, last = {"groups": 2}, {"groups": 3, "channel_axis": -1}
    return [
        *(record("group", two, draw(shape, 0.5, 2), group(2), parameters=(4,)) for shape in (ROWS, SERIES, IMAGES)),
        record("group", {"groups": 1}, draw(IMAGES), group(1), parameters=(4,)),
        record("group", {"groups": 4}, draw(IMAGES), group(4), parameters=(4,)),
        record("group", {"groups": 2, "eps": 0.1}, draw(IMAGES), group(2, 0.1)),
        record("group", last, draw(TOKENS), channels_last(group(3)), parameters=(6,)),
        *(record("group", two, draw(IMAGES, 0.5, 2), group(2), parameters=(4,), dtype=dtype) for dtype in NARROW),
    ]


def instance_cases() -> list[dict]:
    last = {"channel_axis": -1}
    return [
        record("instance", {}, draw(SERIES, 0.5, 2), instance(), parameters=(4,)),
        record("instance", {}, draw(IMAGES, 0.5, 2), instance(), parameters=(4,)),
        record("instance", {"eps": 0.1}, draw(IMAGES), instance(0.1)),
        record("instance", last, draw(TOKENS), channels_last(instance()), parameters=(6,)),
        *(record("instance", {}, draw(IMAGES, 0.5, 2), instance(), parameters=(4,), dtype=dtype) for dtype in NARROW),
    ]


def running_case(shape: tuple[int, ...], momentum: float, steps: int) -> dict:
    """Running statistics after each of several training steps."""
    mean, var = torch.zeros(4, dtype=torch.float64), torch.ones(4, dtype=torch.float64)
    case = {"momentum": momentum, "batches": [], "means": [], "vars": []}
    for _ in range(steps):
        x = draw(shape, 1.5, 2)
        functional.batch_norm(x, mean, var, training=True, momentum=momentum)
        for name, value in (("batches", x), ("means", mean), ("vars", var)):
            case[name].append(value.tolist())
    return case


def fold_case(kernel: tuple[int, ...], *, bias: bool, affine: bool, eps: float = 1e-5) -> dict:
    """Fold an evaluated BatchNorm in a linear layer (no kernel) or a convolution."""
    weight, given = draw((4, 3, *kernel)), draw((4,)) if bias else None
    mean, var = draw((4,)), draw((4,)).abs() + 0.25
    gamma, beta = (draw((4,), 1, 0.5), draw((4,))) if affine else (None, None)
    if kernel:
        folded = fusion.fuse_conv_bn_weights(weight, given, mean, var, eps, gamma, beta)
    else:
        folded = fusion.fuse_linear_bn_weights(weight, given, mean, var, eps, gamma, beta)
    values = {"weight": weight, "bias": given, "mean": mean, "var": var, "gamma": gamma, "beta": beta}
    values |= dict(zip(("folded_weight", "folded_bias"), folded, strict=True))
    return {"eps": eps} | {name: None if value is None else value.detach().tolist() for name, value in values.items()}


def main() -> None:
    sections = {
        "norms": [*batch_cases(), *layer_cases(), *rms_cases(), *group_cases(), *instance_cases()],
        "running": [running_case(ROWS, 0.1, 4), running_case(IMAGES, 0.3, 3), running_case(SERIES, 0.01, 3)],
        "folds": [
            fold_case((), bias=True, affine=True),
            fold_case((), bias=False, affine=True, eps=1e-3),
            fold_case((2, 3), bias=True, affine=True),
            fold_case((2, 3), bias=False, affine=False),
        ],
    }
    lines = [f'{{"torch": {json.dumps(torch.__version__.partition("+")[0])}']
    for name, cases in sections.items():
        # One case a line, so that a difference shows which case it is.
        lines.append(f'"{name}": [\n' + ",\n".join(json.dumps(case) for case in cases) + "\n]")
    path = Path(__file__).with_name("pytorch.json")
    path.write_text(",\n".join(lines) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
