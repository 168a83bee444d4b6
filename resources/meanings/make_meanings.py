"""Makes meanings.npz: `python resources/meanings/make_meanings.py FOLDER`, about five minutes of one core.

FOLDER holds `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2. Each piece of a word is put through the
network alone; what comes out, averaged, is what it means wherever it stands. The 256 main directions of those
vectors are kept, a frequent piece is made to count less (the vocabulary is in the order of frequency), and each row
is rounded to whole numbers from -127 to 127 with a scale of its own.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DIRECTIONS = 256
FIRST_WORD = 1996  # "the"; before it come signs and single letters
DIRECTIONS_FROM = slice(FIRST_WORD, 12_000)  # frequent whole words; the rarest pieces are names and noise
WHOLE_WORDS_BELOW = 20_000  # rarer ones are mostly names
LAYERS, HEADS = 6, 12
AT_ONCE = 512

Floats = npt.NDArray[np.float32]


def tensors(path: Path) -> dict[str, Floats]:
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != SHA256:
        sys.exit(f"{path} is another model than all-MiniLM-L6-v2.")
    start = 8 + int.from_bytes(raw[:8], "little")
    read = {}
    for name, about in json.loads(raw[8:start]).items():
        if about.get("dtype") == "F32":
            first, last = about["data_offsets"]
            read[name] = np.frombuffer(raw[start + first : start + last], np.float32).reshape(about["shape"])
    return read


class Network:
    """A BERT encoder, as far as it is needed for inputs of one length."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        self._weights = weights

    def __call__(self, ids: npt.NDArray[np.int64]) -> Floats:
        weights, embeddings = self._weights, "embeddings."
        x = weights[embeddings + "word_embeddings.weight"][ids]
        x = x + weights[embeddings + "position_embeddings.weight"][: ids.shape[1]]
        x = self._norm(x + weights[embeddings + "token_type_embeddings.weight"][0], embeddings + "LayerNorm")
        for layer in range(LAYERS):
            name = f"encoder.layer.{layer}."
            attended = self._linear(self._attention(x, name), name + "attention.output.dense")
            x = self._norm(x + attended, name + "attention.output.LayerNorm")
            inner = gelu(self._linear(x, name + "intermediate.dense"))
            x = self._norm(x + self._linear(inner, name + "output.dense"), name + "output.LayerNorm")
        return x

    def _attention(self, x: Floats, name: str) -> Floats:
        count, length, width = x.shape
        query, key, value = (
            self._linear(x, f"{name}attention.self.{part}")
            .reshape(count, length, HEADS, width // HEADS)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        shares = np.exp(query @ key.transpose(0, 1, 3, 2) / np.sqrt(width // HEADS))
        shares /= shares.sum(-1, keepdims=True)
        return (shares @ value).transpose(0, 2, 1, 3).reshape(count, length, width)

    def _linear(self, x: Floats, name: str) -> Floats:
        return x @ self._weights[name + ".weight"].T + self._weights[name + ".bias"]

    def _norm(self, x: Floats, name: str) -> Floats:
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return x * self._weights[name + ".weight"] + self._weights[name + ".bias"]


def gelu(x: Floats) -> Floats:
    """With the error function to seven places (Abramowitz and Stegun, 7.1.26)."""
    z = np.abs(x) / np.sqrt(2)
    t = 1 / (1 + 0.3275911 * z)
    powers = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    return x * 0.5 * (1 + np.sign(x) * (1 - powers * np.exp(-z * z)))


def main(folder: Path) -> None:
    vocabulary = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    pieces = sorted(vocabulary, key=vocabulary.__getitem__)
    network = Network(tensors(folder / "model.safetensors"))
    ids = np.array([[vocabulary["[CLS]"], each, vocabulary["[SEP]"]] for each in range(len(pieces))])
    meant = np.vstack([network(ids[at : at + AT_ONCE]).mean(1) for at in range(0, len(ids), AT_ONCE)])
    meant -= meant.mean(0)
    directions = np.linalg.svd(meant[DIRECTIONS_FROM], full_matrices=False)[2][:DIRECTIONS]
    rank = np.maximum(np.arange(len(pieces)) - FIRST_WORD + 1, 0)
    rows = meant @ directions.T * np.log(1 + rank)[:, None]
    kept = [
        at
        for at in range(FIRST_WORD, len(pieces))
        if re.fullmatch("##[a-z]+" if at >= WHOLE_WORDS_BELOW else "(##)?[a-z]+", pieces[at])
    ]
    scales = np.abs(rows[kept]).max(1, keepdims=True) / 127
    np.savez(
        Path(__file__).with_name("meanings.npz"),
        pieces=np.frombuffer("\n".join(pieces[at] for at in kept).encode(), np.uint8),
        rows=np.round(rows[kept] / scales).astype(np.int8),
        scales=scales.astype(np.float32),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
