"""What the course says about each technique, said once: lessons, playground and figures all read it here."""

from dataclasses import dataclass
from math import prod


@dataclass(frozen=True)
class Target:
    """The statistics of the output before gamma and beta; None where the technique leaves one free."""

    mean: float | None
    std: float | None
    rms: float
    sentence: str


@dataclass(frozen=True)
class User:
    """Who uses a technique, and where that can be checked."""

    models: str
    source: str


@dataclass(frozen=True)
class Technique:
    """One normalization technique."""

    key: str
    name: str
    paper: str
    formula: str
    """TeX; p stands for a position, g(c) for the group of channel c."""
    shared: dict[str, tuple[tuple[str, ...], ...]]
    """Per layout, the axes over which statistics are shared, the usual choice first.

    "C/G" means a part of axis C: one of the G groups it is cut into. A layout that
    the technique cannot normalize is absent.
    """
    target: Target
    needs_batch_mates: bool
    train_differs_from_eval: bool
    parameters: tuple[str, ...]
    users: tuple[User, ...]
    does: str
    needs: str
    tip: str
    """What batch size means for it, and when to choose it."""


@dataclass(frozen=True)
class Sharing:
    """How the entries of one array share their statistics."""

    axes: tuple[str, ...]
    values: int
    """How many entries share one mean and one variance."""
    statistics: int
    """How many pairs of mean and variance there are; for RMSNorm, how many root mean squares."""


def sharings(technique: Technique, layout: str, shape: tuple[int, ...], groups: int = 1) -> tuple[Sharing, ...]:
    """Return how `technique` shares statistics in an array of `shape`, the usual choice first.

    For example, BatchNorm on "N,C,H,W" shares over N, H and W, and has C pairs of mean
    and variance. Only GroupNorm reads `groups`.

    Raises:
        ValueError: The technique does not normalize this layout, the shape does not fit
            it, or the groups do not divide the channels.
    """
    if layout not in technique.shared:
        raise ValueError(
            f"{technique.name} got layout {layout!r}; expected one of {list(technique.shared)}. "
            "Other layouts leave it nothing to share, or are not part of the course."
        )
    names = layout.split(",")
    if len(shape) != len(names) or min(shape) < 1:
        raise ValueError(
            f"shape is {shape}; expected {len(names)} lengths of at least 1 for layout {layout!r}. "
            "Pass one length for each axis."
        )
    lengths = dict(zip(names, shape, strict=True))

    def length(axis: str) -> int:
        whole = lengths[axis.removesuffix("/G")]
        if not axis.endswith("/G"):
            return whole
        if groups < 1 or whole % groups:
            raise ValueError(
                f"groups is {groups}, but axis {axis[0]} has length {whole}; expected a divisor of {whole}. "
                "Pass a number of groups that leaves no channel over."
            )
        return whole // groups

    def sharing(axes: tuple[str, ...]) -> Sharing:
        values = prod(length(axis) for axis in axes)
        return Sharing(axes, values, prod(shape) // values)

    return tuple(sharing(axes) for axes in technique.shared[layout])


_TECHNIQUES = (
    Technique(
        key="batch",
        name="BatchNorm",
        paper="Ioffe & Szegedy 2015",
        formula=r"y_{n,c,p} = \gamma_c \, \frac{x_{n,c,p} - \mu_c}"
        r"{\sqrt{\sigma_c^2 + \varepsilon}} + \beta_c",
        shared={"N,C,H,W": (("N", "H", "W"),), "N,T,D": (("N", "T"),), "N,D": (("N",),)},
        target=Target(
            mean=0,
            std=1,
            rms=1,
            sentence="In training, each channel has mean 0 and standard deviation 1 over the batch, up to "
            "epsilon; in evaluation, only as nearly as the running statistics fit the data.",
        ),
        needs_batch_mates=True,
        train_differs_from_eval=True,
        parameters=("gamma", "beta"),
        users=(
            User("ResNet, EfficientNet", "torchvision source"),
            User("Conformer, LeViT (BatchNorm inside a Transformer)", "transformers 5.23 source"),
        ),
        does="Gives each channel mean 0 and standard deviation 1 over all samples and all positions of the batch.",
        needs="Batch-mates in training, and for evaluation running averages of what training saw. Their "
        "momentum is a trap: PyTorch's 0.1 weighs the new batch, Keras's 0.99 and ONNX's 0.9 weigh the old "
        "average.",
        tip="What counts is how many values stand behind each mean: samples per worker times positions. In "
        "Wu & He 2018 the validation error was 23.6% with 32 images per worker, 24.8% with 8 and 34.7% with "
        "2. Gradient accumulation does not enlarge this batch.",
    ),
    Technique(
        key="layer",
        name="LayerNorm",
        paper="Ba, Kiros & Hinton 2016",
        formula=r"y_{n,i} = \gamma_i \, \frac{x_{n,i} - \mu_n}{\sqrt{\sigma_n^2 + \varepsilon}} + \beta_i",
        shared={"N,C,H,W": (("C", "H", "W"), ("C",)), "N,T,D": (("D",),), "N,D": (("D",),)},
        target=Target(
            mean=0,
            std=1,
            rms=1,
            sentence="Each sample or token has mean 0 and standard deviation 1 over its features, up to epsilon.",
        ),
        needs_batch_mates=False,
        train_differs_from_eval=False,
        parameters=("gamma", "beta"),
        users=(
            User("ConvNeXt (over C at each pixel), ViT, GPT-2", "transformers 5.23 source"),
            User("BERT (after the residual sum)", "transformers 5.23 source"),
            User("Swin-V2 (after the sublayer, inside the residual branch)", "transformers 5.23 source"),
            User("OLMo-1 (without gamma and beta)", "transformers 5.23 source"),
        ),
        does="Gives each sample or token mean 0 and standard deviation 1 over its own features.",
        needs="Only the sample itself, and a decision about which axes are its features: on images all of "
        "C, H and W, or C alone at each pixel. It has no running statistics and is the same in training and "
        "evaluation.",
        tip="Batch size has no say in it. Transformers use it not because their batches are small, but "
        "because lengths vary and need padding, because a token being generated has no batch-mates and no "
        "future to average over, and because the batch statistics of text fluctuate widely (Shen et al. "
        "2020).",
    ),
    Technique(
        key="rms",
        name="RMSNorm",
        paper="Zhang & Sennrich 2019",
        formula=r"y_{n,i} = \gamma_i \, \frac{x_{n,i}}{\sqrt{\frac{1}{D} \sum_j x_{n,j}^2 + \varepsilon}}",
        shared={"N,C,H,W": (("C",),), "N,T,D": (("D",),), "N,D": (("D",),)},
        target=Target(
            mean=None,
            std=None,
            rms=1,
            sentence="Each sample or token has root mean square 1 over its features, up to epsilon; its "
            "mean is scaled along with the rest, not removed.",
        ),
        needs_batch_mates=False,
        train_differs_from_eval=False,
        parameters=("gamma",),
        users=(
            User("Llama, Mistral, DeepSeek-V3, gpt-oss", "transformers 5.23 source"),
            User("T5 (which names it LayerNorm)", "transformers 5.23 source"),
            User("Qwen3 (also on queries and keys)", "transformers 5.23 source"),
            User("Gemma 2 and 3 (before and after each sublayer)", "transformers 5.23 source"),
            User("OLMo-2 and OLMo-3 (on the output of each sublayer)", "transformers 5.23 source"),
        ),
        does="Divides each sample or token by the root mean square of its own features.",
        needs="Only the sample itself. It subtracts no mean and adds no beta; training and evaluation are the same.",
        tip="Batch size has no say in it. It comes close to LayerNorm when the mean is small beside the "
        "standard deviation, and what it saves is time rather than memory.",
    ),
    Technique(
        key="group",
        name="GroupNorm",
        paper="Wu & He 2018",
        formula=r"y_{n,c,p} = \gamma_c \, \frac{x_{n,c,p} - \mu_{n,g(c)}}"
        r"{\sqrt{\sigma_{n,g(c)}^2 + \varepsilon}} + \beta_c",
        shared={"N,C,H,W": (("C/G", "H", "W"),), "N,T,D": (("T", "D/G"),), "N,D": (("D/G",),)},
        target=Target(
            mean=0,
            std=1,
            rms=1,
            sentence="Each group of channels in each sample has mean 0 and standard deviation 1, up to epsilon.",
        ),
        needs_batch_mates=False,
        train_differs_from_eval=False,
        parameters=("gamma", "beta"),
        users=(
            User("Detection and segmentation on COCO, video classification on Kinetics", "Wu & He 2018"),
            User("Diffusion models: DDPM", "Ho, Jain & Abbeel 2020"),
            User("Diffusion models: UNet2DModel (32 groups by default)", "diffusers source"),
        ),
        does="Gives each group of channels mean 0 and standard deviation 1 over all positions of one sample.",
        needs="Only the sample itself, and a number of groups that divides the channels and leaves more "
        "than one value in each. On sequences a group spans all time steps, later ones and padding included.",
        tip="A good choice for 1 or 2 images per worker: in Wu & He 2018 its validation error stays between "
        "24.0% and 24.2% from 32 images per worker down to 2. With 32, BatchNorm was ahead at 23.6%.",
    ),
    Technique(
        key="instance",
        name="InstanceNorm",
        paper="Ulyanov, Vedaldi & Lempitsky 2016",
        formula=r"y_{n,c,p} = \gamma_c \, \frac{x_{n,c,p} - \mu_{n,c}}"
        r"{\sqrt{\sigma_{n,c}^2 + \varepsilon}} + \beta_c",
        shared={"N,C,H,W": (("H", "W"),), "N,T,D": (("T",),)},
        target=Target(
            mean=0,
            std=1,
            rms=1,
            sentence="Each channel of each sample has mean 0 and standard deviation 1 over its positions, "
            "up to epsilon.",
        ),
        needs_batch_mates=False,
        train_differs_from_eval=False,
        parameters=("gamma", "beta"),
        users=(
            User("Fast style transfer", "Ulyanov, Vedaldi & Lempitsky 2016"),
            User("CycleGAN (the default of its code)", "pytorch-CycleGAN-and-pix2pix source"),
            User("nnU-Net (segmentation of medical images)", "nnU-Net v2 source"),
            User("wav2vec 2.0, first layer (a GroupNorm of one channel per group)", "transformers source"),
        ),
        does="Gives each channel of each sample mean 0 and standard deviation 1 over its positions.",
        needs="Several positions per channel: with a single one, nothing of the input would be left. It "
        "usually keeps no running statistics and is then the same in training and evaluation.",
        tip="Batch size has no say in it. It discards how strong each channel was in an image, which "
        "improves style transfer (Ulyanov, Vedaldi & Lempitsky 2016); in classification it cost accuracy, "
        "with 28.4% validation error against GroupNorm's 24.1% (Wu & He 2018).",
    ),
)

TECHNIQUES = {technique.key: technique for technique in _TECHNIQUES}
"""The techniques by key, in the order in which the course teaches them."""
