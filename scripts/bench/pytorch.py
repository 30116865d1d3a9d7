"""The training steps of `npm run bench -- cpu` in PyTorch, on one thread of the CPU, or those of `gpu` on a GPU.

    python3 scripts/bench/pytorch.py [--device cuda] [--json]

Debian: apt-get install python3-torch libopenblas0-pthread (with the reference BLAS alone PyTorch is slower).
The same shapes, architectures, optimiser and clipping; on the CPU medians of the steps' times, in ms, on a GPU, where steps are
given without waiting for those before, the mean over all of them. The recurrent layers are cuDNN's there, and products are
made in full single precision.
"""

import argparse
import json
import statistics
import time

import torch
from torch import nn

torch.set_num_threads(1)
torch.backends.cudnn.allow_tf32 = False
torch.backends.cuda.matmul.allow_tf32 = False

HORIZON = 12


class Recurrent(nn.Module):
    def __init__(self, layer, features, hidden, dropout, layers=1):
        super().__init__()
        self.layer = layer(features, hidden, num_layers=layers, batch_first=True)
        self.drop = nn.Dropout(dropout)
        self.head = nn.Linear(hidden, HORIZON)

    def forward(self, x):
        return self.head(self.drop(self.layer(x)[0][:, -1]))


class Block(nn.Module):
    def __init__(self, size, heads, dropout):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)
        self.qkv, self.out = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.up, self.down = nn.Linear(size, 2 * size), nn.Linear(2 * size, size)
        self.gelu = nn.GELU(approximate="tanh")
        self.drop1, self.drop2 = nn.Dropout(dropout), nn.Dropout(dropout)

    def forward(self, x):
        batch, tokens, size = x.shape
        split = self.qkv(self.norm1(x)).view(batch, tokens, 3, self.heads, size // self.heads)
        q, k, v = split.permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (size // self.heads) ** -0.5, dim=-1)
        mixed = (weights @ v).transpose(1, 2).reshape(batch, tokens, size)
        x = x + self.drop1(self.out(mixed))
        return x + self.drop2(self.down(self.gelu(self.up(self.norm2(x)))))


class Transformer(nn.Module):
    def __init__(self, tokens, width, size, heads, layers, dropout):
        super().__init__()
        self.embed = nn.Linear(width, size)
        self.positions = nn.Parameter(torch.randn(tokens, size) * 0.02)
        self.drop, self.drop_head = nn.Dropout(dropout), nn.Dropout(dropout)
        self.blocks = nn.Sequential(*[Block(size, heads, dropout) for _ in range(layers)])
        self.norm = nn.LayerNorm(size)
        self.head = nn.Linear(tokens * size, HORIZON)

    def forward(self, x):
        x = self.blocks(self.drop(self.embed(x) + self.positions))
        return self.head(self.drop_head(self.norm(x).flatten(1)))


def take_step(model, optimizer, x, y):
    optimizer.zero_grad(set_to_none=True)
    loss = nn.functional.mse_loss(model(x), y)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()


def prepare(model, time_steps, features, device, batch=64):
    model = model.to(device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)
    x, y = torch.randn(batch, time_steps, features, device=device), torch.randn(batch, HORIZON, device=device)
    return lambda: take_step(model, optimizer, x, y)


def measure_on_cpu(step, rounds=60, warm_up=10):
    times = []
    for at in range(warm_up + rounds):
        start = time.perf_counter()
        step()
        if at >= warm_up:
            times.append((time.perf_counter() - start) * 1000)
    return {"msPerStep": round(statistics.median(times), 2), "leastMs": round(min(times), 2)}


def measure_on_gpu(step, rounds=500, warm_up=50):
    for _ in range(warm_up):
        step()
    torch.cuda.synchronize()
    start = time.perf_counter()
    for _ in range(rounds):
        step()
    torch.cuda.synchronize()
    return {"msPerStep": round((time.perf_counter() - start) * 1000 / rounds, 4)}


CPU_CASES = {
    "lstm-30-1-32-64": lambda device: prepare(Recurrent(nn.LSTM, 1, 32, 0.1), 30, 1, device),
    "gru-30-1-32-64": lambda device: prepare(Recurrent(nn.GRU, 1, 32, 0.1), 30, 1, device),
    "lstm-48-8-64-64": lambda device: prepare(Recurrent(nn.LSTM, 8, 64, 0.1), 48, 8, device),
    "transformer-2x64": lambda device: prepare(Transformer(48, 8, 64, 4, 2, 0.1), 48, 8, device),
}

# As scripts/bench/training-cases.ts says, without dropout.
GPU_CASES = {
    "lstm-48-8-64-64": lambda device: prepare(Recurrent(nn.LSTM, 8, 64, 0.0), 48, 8, device),
    "lstm2-48-8-64-64": lambda device: prepare(Recurrent(nn.LSTM, 8, 64, 0.0, layers=2), 48, 8, device),
    "gru-48-8-64-64": lambda device: prepare(Recurrent(nn.GRU, 8, 64, 0.0), 48, 8, device),
    "transformer-2x64": lambda device: prepare(Transformer(48, 8, 64, 4, 2, 0.0), 48, 8, device),
    "lstm-30-1-32-64": lambda device: prepare(Recurrent(nn.LSTM, 1, 32, 0.0), 30, 1, device),
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    on_cpu = arguments.device == "cpu"
    cases, measure = (CPU_CASES, measure_on_cpu) if on_cpu else (GPU_CASES, measure_on_gpu)
    results = {name: measure(start(arguments.device)) for name, start in cases.items()}
    if arguments.json:
        name = "CPU" if on_cpu else torch.cuda.get_device_name()
        print(json.dumps({"torch": torch.__version__, "device": name, "cases": results}))
    else:
        for name, result in results.items():
            least = f" (least {result['leastMs']:.2f})" if "leastMs" in result else ""
            print(f"{name:18} {result['msPerStep']:8.3f} ms{least}")
