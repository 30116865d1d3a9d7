"""The training steps of `npm run bench -- cpu` in PyTorch, on one thread of the CPU.

    python3 scripts/bench/pytorch.py [--json]

Debian: apt-get install python3-torch libopenblas0-pthread (with the reference BLAS alone PyTorch is slower).
The same shapes, architectures, optimiser and clipping; medians of the steps' times, in ms.
"""

import json
import statistics
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)

HORIZON = 12
DROPOUT = 0.1


class Recurrent(nn.Module):
    def __init__(self, layer, features, hidden):
        super().__init__()
        self.layer = layer(features, hidden, batch_first=True)
        self.drop = nn.Dropout(DROPOUT)
        self.head = nn.Linear(hidden, HORIZON)

    def forward(self, x):
        return self.head(self.drop(self.layer(x)[0][:, -1]))


class Block(nn.Module):
    def __init__(self, size, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)
        self.qkv, self.out = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.up, self.down = nn.Linear(size, 2 * size), nn.Linear(2 * size, size)
        self.gelu = nn.GELU(approximate="tanh")
        self.drop1, self.drop2 = nn.Dropout(DROPOUT), nn.Dropout(DROPOUT)

    def forward(self, x):
        batch, tokens, size = x.shape
        split = self.qkv(self.norm1(x)).view(batch, tokens, 3, self.heads, size // self.heads)
        q, k, v = split.permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (size // self.heads) ** -0.5, dim=-1)
        mixed = (weights @ v).transpose(1, 2).reshape(batch, tokens, size)
        x = x + self.drop1(self.out(mixed))
        return x + self.drop2(self.down(self.gelu(self.up(self.norm2(x)))))


class Transformer(nn.Module):
    def __init__(self, tokens, width, size, heads, layers):
        super().__init__()
        self.embed = nn.Linear(width, size)
        self.positions = nn.Parameter(torch.randn(tokens, size) * 0.02)
        self.drop, self.drop_head = nn.Dropout(DROPOUT), nn.Dropout(DROPOUT)
        self.blocks = nn.Sequential(*[Block(size, heads) for _ in range(layers)])
        self.norm = nn.LayerNorm(size)
        self.head = nn.Linear(tokens * size, HORIZON)

    def forward(self, x):
        x = self.blocks(self.drop(self.embed(x) + self.positions))
        return self.head(self.drop_head(self.norm(x).flatten(1)))


def measure(model, time_steps, features, batch, rounds=60, warm_up=10):
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)
    x, y = torch.randn(batch, time_steps, features), torch.randn(batch, HORIZON)
    times = []
    for step in range(warm_up + rounds):
        start = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step >= warm_up:
            times.append((time.perf_counter() - start) * 1000)
    return {"msPerStep": round(statistics.median(times), 2), "leastMs": round(min(times), 2)}


CASES = {
    "lstm-30-1-32-64": lambda: measure(Recurrent(nn.LSTM, 1, 32), 30, 1, 64),
    "gru-30-1-32-64": lambda: measure(Recurrent(nn.GRU, 1, 32), 30, 1, 64),
    "lstm-48-8-64-64": lambda: measure(Recurrent(nn.LSTM, 8, 64), 48, 8, 64),
    "transformer-2x64": lambda: measure(Transformer(48, 8, 64, 4, 2), 48, 8, 64),
}

if __name__ == "__main__":
    results = {name: run() for name, run in CASES.items()}
    if "--json" in sys.argv:
        print(json.dumps({"torch": torch.__version__, "cases": results}))
    else:
        for name, result in results.items():
            print(f"{name:18} {result['msPerStep']:8.2f} ms (least {result['leastMs']:.2f})")
