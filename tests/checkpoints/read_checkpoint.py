"""Reads a checkpoint by the words of the format alone, and prints what it holds as JSON.

No package for safetensors is used. The numbers are read by PyTorch where it is, else by NumPy, else by struct.
"""

import hashlib
import json
import struct
import sys

DTYPES = {"F32": ("float32", "f"), "I32": ("int32", "i"), "U8": ("uint8", "B"), "BOOL": ("bool", "B")}

try:
    import torch as reader
except ImportError:
    try:
        import numpy as reader
    except ImportError:
        import struct as reader


def numbers(data, name, code):
    if len(data) == 0:
        return []
    if reader.__name__ == "torch":
        dtype = reader.uint8 if name == "bool" else getattr(reader, name)
        return reader.frombuffer(bytearray(data), dtype=dtype).tolist()
    if reader.__name__ == "numpy":
        return reader.frombuffer(data, dtype="uint8" if name == "bool" else name).tolist()
    return list(struct.unpack(f"<{len(data) // struct.calcsize(code)}{code}", data))


with open(sys.argv[1], "rb") as file:
    whole = file.read()
(length,) = struct.unpack("<Q", whole[:8])
header = json.loads(whole[8 : 8 + length].decode("utf-8"))
data = whole[8 + length :]
metadata = header.pop("__metadata__")

place = whole.index(metadata["sha256"].encode())
zeroed = whole[:place] + b"0" * 64 + whole[place + 64 :]

tensors = {}
for key, entry in header.items():
    begin, end = entry["data_offsets"]
    name, code = DTYPES[entry["dtype"]]
    tensors[key] = {
        "dtype": name,
        "shape": entry["shape"],
        "values": numbers(data[begin:end], name, code),
    }
state = bytes(tensors.pop("gan-core/state.json")["values"])

print(
    json.dumps(
        {
            "reader": reader.__name__,
            "sha256": hashlib.sha256(zeroed).hexdigest() == metadata["sha256"],
            "bytes": len(data),
            "metadata": metadata,
            "tensors": tensors,
            "state": json.loads(state.decode("utf-8")),
        }
    )
)
