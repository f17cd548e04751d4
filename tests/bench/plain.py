"""The plainest correct numpy for what the benchmarks compare with: one network at a time, textbook norms."""

import numpy as np

from course_build.experiments.training import batches


def batch_norm(x, gamma, beta, eps=1e-5):
    axes, shape = _all_but_channels(x)
    mean = x.mean(axes, keepdims=True)
    var = x.var(axes, keepdims=True)
    return gamma.reshape(shape) * (x - mean) / np.sqrt(var + eps) + beta.reshape(shape)


def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(-1, keepdims=True)
    var = x.var(-1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta


def rms_norm(x, gamma, eps=1e-6):
    return gamma * x / np.sqrt((x**2).mean(-1, keepdims=True) + eps)


def group_norm(x, groups, gamma, beta, eps=1e-5):
    grouped = x.reshape(x.shape[0], groups, -1)
    mean = grouped.mean(-1, keepdims=True)
    var = grouped.var(-1, keepdims=True)
    shape = _all_but_channels(x)[1]
    return gamma.reshape(shape) * ((grouped - mean) / np.sqrt(var + eps)).reshape(x.shape) + beta.reshape(shape)


def instance_norm(x, gamma, beta, eps=1e-5):
    return group_norm(x, x.shape[1], gamma, beta, eps)


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    axes, shape = _all_but_channels(x)
    std = np.sqrt(x.var(axes, keepdims=True) + eps)
    x_hat = (x - x.mean(axes, keepdims=True)) / std
    dx_hat = dy * gamma.reshape(shape)
    return _through(dx_hat, x_hat, std, axes), (dy * x_hat).sum(axes), dy.sum(axes)


def layer_norm_backward(dy, x, gamma, eps=1e-5):
    std = np.sqrt(x.var(-1, keepdims=True) + eps)
    x_hat = (x - x.mean(-1, keepdims=True)) / std
    leading = tuple(range(x.ndim - 1))
    return _through(dy * gamma, x_hat, std, -1), (dy * x_hat).sum(leading), dy.sum(leading)


def rms_norm_backward(dy, x, gamma, eps=1e-6):
    rms = np.sqrt((x**2).mean(-1, keepdims=True) + eps)
    x_hat = x / rms
    dx_hat = dy * gamma
    dx = (dx_hat - x_hat * (dx_hat * x_hat).mean(-1, keepdims=True)) / rms
    return dx, (dy * x_hat).sum(tuple(range(x.ndim - 1)))


def group_norm_backward(dy, x, groups, gamma, eps=1e-5):
    axes, shape = _all_but_channels(x)
    grouped = x.reshape(x.shape[0], groups, -1)
    std = np.sqrt(grouped.var(-1, keepdims=True) + eps)
    x_hat = (grouped - grouped.mean(-1, keepdims=True)) / std
    dx_hat = (dy * gamma.reshape(shape)).reshape(grouped.shape)
    full = x_hat.reshape(x.shape)
    return _through(dx_hat, x_hat, std, -1).reshape(x.shape), (dy * full).sum(axes), dy.sum(axes)


def instance_norm_backward(dy, x, gamma, eps=1e-5):
    return group_norm_backward(dy, x, x.shape[1], gamma, eps)


def _all_but_channels(x):
    return (0, *range(2, x.ndim)), (1, -1) + (1,) * (x.ndim - 2)


def _through(dx_hat, x_hat, std, axes):
    return (dx_hat - dx_hat.mean(axes, keepdims=True) - x_hat * (dx_hat * x_hat).mean(axes, keepdims=True)) / std


def initial_weights(architecture, seeds):
    """Return, for each seed, the matrices that the sweep starts from."""
    layers = architecture.build(np.arange(seeds, dtype=np.int64)).layers
    matrices = [layer.weight.value for layer in layers if hasattr(layer, "weight")]
    return [[matrix[seed] for matrix in matrices] for seed in range(seeds)]


def batches_of(data, seed, steps):
    """Return the batches that the sweep shows the runs of one seed."""
    source = batches(data, np.array([seed], np.int64), 64)
    return [next(source)[0] for _ in range(steps)]


def train_one(weights, data, order, rate, *, normalized, eps=1e-5):
    """Train one ReLU network by gradient descent, with BatchNorm or without; return its losses.

    `weights` are the initial matrices; biases start at 0, gammas at 1, betas at 0. `order` holds
    the positions of each batch.
    """
    images, labels, rate = data.train_images, data.train_labels, np.float32(rate)
    weights = [weight.copy() for weight in weights]
    biases = [np.zeros(weight.shape[1], np.float32) for weight in weights]
    gammas = [np.ones(weight.shape[1], np.float32) for weight in weights[:-1]]
    betas = [np.zeros(weight.shape[1], np.float32) for weight in weights[:-1]]
    running = [(np.zeros(weight.shape[1]), np.ones(weight.shape[1])) for weight in weights[:-1]]
    losses = []
    for chosen in order:
        x, stored = images[chosen], []
        for layer, (weight, bias) in enumerate(zip(weights[:-1], biases[:-1], strict=True)):
            before = x @ weight + bias
            if normalized:
                mean, var = before.mean(0), before.var(0)
                std = np.sqrt(var + np.float32(eps))
                x_hat = (before - mean) / std
                count = len(before)
                old_mean, old_var = running[layer]
                running[layer] = 0.9 * old_mean + 0.1 * mean, 0.9 * old_var + 0.1 * var * count / (count - 1)
                after = gammas[layer] * x_hat + betas[layer]
            else:
                x_hat, std, after = None, None, before
            stored.append((x, x_hat, std, after))
            x = np.maximum(after, 0)
        logits = x @ weights[-1] + biases[-1]
        shifted = logits - logits.max(1, keepdims=True)
        probabilities = np.exp(shifted) / np.exp(shifted).sum(1, keepdims=True)
        rows, right = np.arange(len(chosen)), labels[chosen]
        losses.append(-np.log(probabilities[rows, right]).mean())
        dlogits = probabilities
        dlogits[rows, right] -= 1
        dlogits /= len(chosen)
        dx = dlogits @ weights[-1].T
        weights[-1] -= rate * (x.T @ dlogits)
        biases[-1] -= rate * dlogits.sum(0)
        for layer in range(len(weights) - 2, -1, -1):
            x, x_hat, std, after = stored[layer]
            dy = dx * (after > 0)
            if normalized:
                dgamma, dbeta = (dy * x_hat).sum(0), dy.sum(0)
                dy = _through(dy * gammas[layer], x_hat, std, 0)
                gammas[layer] -= rate * dgamma
                betas[layer] -= rate * dbeta
            if layer:
                dx = dy @ weights[layer].T
            weights[layer] -= rate * (x.T @ dy)
            biases[layer] -= rate * dy.sum(0)
    return np.array(losses)
