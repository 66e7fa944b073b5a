"""Photos for the tests, drawn when needed: a picture whose way up can be told by its corners.

Top left red, top right green, bottom left blue, bottom right white; and whatever a phone writes
beside it: where, when, with what.
"""

import io
from pathlib import Path

from PIL import Image, ImageCms

THEME = Path(__file__).resolve().parents[2] / "theme"
CORNERS = [(200, 40, 40), (40, 160, 60), (40, 60, 190), (240, 240, 240)]
CAMERA = "Fonemaker 9"
LATITUDE = (35.0, 42.0, 17.5)
SECRETS = (CAMERA, "2026:11:22 16:00:00", "HIMITSU", "35,42.29N")
XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
    b' xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="35,42.29N"/></rdf:RDF>'
    b'</x:xmpmeta><?xpacket end="w"?>'
)
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0c\x1c\x02\x5a\0\x07HIMITSU"


def scene(width=640, height=480):
    """A picture of four colours, upright."""
    image = Image.new("RGB", (2, 2))
    image.putdata(CORNERS)
    return image.resize((width, height), Image.Resampling.NEAREST)


def exif(orientation=1):
    """What a phone writes: camera, date, and the place."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = CAMERA
    data[0x0132] = "2026:11:22 16:00:00"
    data.get_ifd(0x8825).update({1: "N", 2: LATITUDE, 3: "E", 4: (139.0, 38.0, 9.9)})
    return data


# What has to be done to the upright picture so that its orientation puts it right again.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def saved(image, form="JPEG", **options):
    """A picture's bytes in a format."""
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def from_phone(form="JPEG", orientation=1, size=(640, 480)):
    """A photo as a phone stores it: turned as it was held, place and all."""
    image = scene(*size)
    if STORED[orientation] is not None:
        image = image.transpose(STORED[orientation])
    options = {"exif": exif(orientation), "xmp": XMP}
    if form == "JPEG":
        options |= {"quality": 92, "comment": b"HIMITSU"}
    data = saved(image, form, **options)
    if form == "JPEG":  # Pillow writes no IPTC: the segment goes in right after the first marker
        size_bytes = (len(IPTC) + 2).to_bytes(2, "big")
        data = data[:2] + b"\xff\xed" + size_bytes + IPTC + data[2:]
    return data


def near(pixel, wanted, by=24):
    """Whether a pixel has a colour, give or take what compression does to it."""
    return all(abs(a - b) <= by for a, b in zip(pixel[:3], wanted, strict=True))


def corners(image):
    """The colours in the middle of each quarter."""
    width, height = image.size
    places = [(x, y) for y in (height // 4, height * 3 // 4) for x in (width // 4, width * 3 // 4)]
    return [image.convert("RGB").getpixel(place) for place in places]


def display_p3():
    """A small profile with the primaries of Display P3 (D50-adapted, as ICC wants them)."""
    return _profile(
        "RGB ", [(0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841)]
    )


def srgb():
    """The profile that most files carry."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _profile(space, primaries):
    """An ICC profile of version 2 from three primaries and a plain gamma of 2.2."""

    def number(value):
        return round(value * 65536).to_bytes(4, "big", signed=True)

    def xyz(values):
        return b"XYZ \0\0\0\0" + b"".join(map(number, values))

    tags = [
        (b"wtpt", xyz((0.9642, 1.0, 0.8249))),
        *(
            (name, xyz(value))
            for name, value in zip((b"rXYZ", b"gXYZ", b"bXYZ"), primaries, strict=True)
        ),
        *((name, b"curv\0\0\0\0\0\0\0\1\x02\x33\0\0") for name in (b"rTRC", b"gTRC", b"bTRC")),
        (b"cprt", b"text\0\0\0\0none\0\0\0\0"),
        (b"desc", b"desc\0\0\0\0\0\0\0\3P3\0" + bytes(79)),
    ]
    place = 128 + 4 + 12 * len(tags)
    table, body = b"", b""
    for name, data in tags:
        data += bytes(-len(data) % 4)
        table += name + (place + len(body)).to_bytes(4, "big") + len(data).to_bytes(4, "big")
        body += data
    head = (
        (place + len(body)).to_bytes(4, "big")
        + b"\0\0\0\0\x02\x40\0\0mntr"
        + space.encode()
        + b"XYZ "
        + bytes(12)
        + b"acsp"
    )
    head += bytes(68 - len(head)) + b"".join(map(number, (0.9642, 1.0, 0.8249)))
    return head + bytes(128 - len(head)) + len(tags).to_bytes(4, "big") + table + body
