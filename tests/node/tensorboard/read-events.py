"""Reads TensorBoard's event files by nothing but struct: an independent reader for the tests. Prints JSON of each."""

import base64
import json
import struct
import sys


def make_table():
    table = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 if crc & 1 else 0)
        table.append(crc)
    return table


TABLE = make_table()


def masked_crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    crc ^= 0xFFFFFFFF
    return (((crc >> 15) | (crc << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def records(content):
    at = 0
    while at < len(content):
        header = content[at : at + 8]
        (length,) = struct.unpack("<Q", header)
        (check,) = struct.unpack("<I", content[at + 8 : at + 12])
        assert check == masked_crc32c(header), "checksum of the length"
        data = content[at + 12 : at + 12 + length]
        assert len(data) == length, "a record that ends early"
        (check,) = struct.unpack("<I", content[at + 12 + length : at + 16 + length])
        assert check == masked_crc32c(data), "checksum of the data"
        yield data
        at += 16 + length


def varint(data, at):
    value, shift = 0, 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at += 1
        shift += 7
        if byte < 0x80:
            return value, at


def fields(data):
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        field, wire = key >> 3, key & 7
        if wire == 0:
            value, at = varint(data, at)
        elif wire == 1:
            (value,) = struct.unpack("<d", data[at : at + 8])
            at += 8
        elif wire == 5:
            (value,) = struct.unpack("<f", data[at : at + 4])
            at += 4
        elif wire == 2:
            length, at = varint(data, at)
            value = data[at : at + length]
            assert len(value) == length, "a field that ends early"
            at += length
        else:
            raise AssertionError("wire type %d" % wire)
        yield field, value


def doubles(data):
    return list(struct.unpack("<%dd" % (len(data) // 8), data))


def read_value(data):
    value = {}
    for field, content in fields(data):
        if field == 1:
            value["tag"] = content.decode()
        elif field == 2:
            value["scalar"] = content
        elif field == 4:
            image = dict(fields(content))
            value["image"] = {
                "height": image[1],
                "width": image[2],
                "colorspace": image[3],
                "png": base64.b64encode(image[4]).decode(),
            }
        elif field == 5:
            histogram = dict(fields(content))
            value["histogram"] = {
                "min": histogram[1],
                "max": histogram[2],
                "num": histogram[3],
                "sum": histogram[4],
                "sumSquares": histogram[5],
                "limits": doubles(histogram[6]),
                "counts": doubles(histogram[7]),
            }
        else:
            raise AssertionError("field %d of a value" % field)
    return value


def read_event(data):
    event = {"step": 0, "values": []}
    for field, content in fields(data):
        if field == 1:
            event["time"] = content
        elif field == 2:
            event["step"] = content
        elif field == 3:
            event["version"] = content.decode()
        elif field == 5:
            event["values"] = [read_value(value) for number, value in fields(content) if number == 1]
        elif field == 7:
            event["session"] = dict(fields(content))[1]
        else:
            raise AssertionError("field %d of an event" % field)
    return event


def read_file(path):
    with open(path, "rb") as file:
        content = file.read()
    try:
        return [read_event(data) for data in records(content)]
    except (AssertionError, struct.error) as error:
        return {"error": str(error)}


print(json.dumps([read_file(path) for path in sys.argv[1:]]))
