"""A case goes into one file and comes out byte for byte; nothing leaves the case on the way."""

import io
import json
import stat
import zipfile

import pytest
from warcio.archiveiterator import ArchiveIterator

from sayso.custody import pack, unpack, verify
from sayso.errors import CustodyError
from sayso.ids import sha256_hex


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mode & 0o222 == 0)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def packed(kept, tmp_path):
    (kept.folder / "sayso.toml").write_text("threads = 1\n")
    pack(kept.folder, tmp_path / "case.wacz")
    return tmp_path / "case.wacz"


def rewritten(packed, tmp_path, change):
    """Pack again with one member changed: `change` maps (name, bytes) to the same, or None to leave it out."""
    target = tmp_path / "changed.wacz"
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            changed = change(info.filename, old.read(info))
            if changed is not None:
                new.writestr(*changed)
    return target


def with_member(packed, tmp_path, name, data=b"evil"):
    """Add a member, and list it with its right hash."""
    target = tmp_path / "changed.wacz"
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "datapackage.json":
                package = json.loads(content)
                path = name.filename if isinstance(name, zipfile.ZipInfo) else name
                package["resources"].append({"path": path, "hash": f"sha256:{sha256_hex(data)}"})
                content = json.dumps(package).encode()
            new.writestr(info.filename, content)
        new.writestr(name, data)
    return target


def test_nothing_is_lost_byte_for_byte(kept, packed, tmp_path):
    unpack(packed, tmp_path / "moved")
    assert tree(tmp_path / "moved") == tree(kept.folder)
    assert verify(tmp_path / "moved").ok
    pack(tmp_path / "moved", tmp_path / "again.wacz")
    assert (tmp_path / "again.wacz").read_bytes() == packed.read_bytes()


def test_the_originals_are_a_web_archive_that_others_read(packed):
    with zipfile.ZipFile(packed) as file:
        assert file.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED
        records = list_of(file.read("archive/data.warc.gz"))
        index = [line.split(" ", 2) for line in file.read("indexes/index.cdxj").decode().splitlines()]
        package = json.loads(file.read("datapackage.json"))
        for row in package["resources"]:
            assert row["hash"] == f"sha256:{sha256_hex(file.read(row['path']))}"
        [[surt, stamp, row]] = index
        where = json.loads(row)
        cut = file.read("archive/data.warc.gz")[int(where["offset"]) :][: int(where["length"])]
    assert [kind for kind, *_ in records] == ["warcinfo", *["resource"] * 4, "response", "resource"]
    assert (surt, stamp[:12]) == ("example,news)/1?a=1", "202601010000")
    assert list_of(cut)[0][1:] == ("https://news.example/1?a=1", b"<p>A page.")


def list_of(data):
    return [
        (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
        for record in ArchiveIterator(io.BytesIO(data), check_digests="raise")
    ]


def test_a_folder_that_holds_something_is_left_alone(kept, packed):
    before = tree(kept.folder)
    with pytest.raises(CustodyError, match="holds something already"):
        unpack(packed, kept.folder)
    assert tree(kept.folder) == before


@pytest.mark.parametrize(
    "name",
    [
        "case/../../evil",
        "case//etc/evil",
        "case/ledger/../../../evil",
        "case/C:/evil",
        "case/a\\..\\evil",
        "case/archive/sha256/00/" + "0" * 62,
        "case/",
        "case/.",
    ],
)
def test_no_name_leads_out_of_the_case(packed, tmp_path, name):
    before = set(tmp_path.parent.rglob("evil*"))
    with pytest.raises(CustodyError):
        unpack(with_member(packed, tmp_path, name), tmp_path / "out" / "moved")
    assert set(tmp_path.parent.rglob("evil*")) == before
    assert not (tmp_path / "out" / "moved").exists()


def test_a_link_is_refused(packed, tmp_path):
    info = zipfile.ZipInfo("case/link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(CustodyError, match="leads out"):
        unpack(with_member(packed, tmp_path, info, b"/etc/passwd"), tmp_path / "moved")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda name, data: (name, data.replace(b"threads = 1", b"threads = 2")), "its bytes are not those"),
        (lambda name, data: None if name.endswith("log.jsonl") else (name, data), "lacks"),
        (lambda name, data: None if name == "datapackage.json" else (name, data), "no packed case"),
        (lambda name, data: (name, b"[" * 100000) if name == "datapackage.json" else (name, data), "no packed case"),
        (lambda name, data: (name, data[:-9]) if name.endswith("warc.gz") else (name, data), "cut off"),
    ],
)
def test_what_was_changed_on_the_way_is_refused(packed, tmp_path, change, problem):
    with pytest.raises(CustodyError, match=problem):
        unpack(rewritten(packed, tmp_path, change), tmp_path / "moved")
    assert not (tmp_path / "moved").exists()


def test_a_bomb_is_refused(tmp_path):
    target = tmp_path / "bomb.wacz"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        zeros = bytes(40 << 20)
        rows = [{"path": "archive/data.warc.gz", "hash": "sha256:x"}, {"path": "case/big", "hash": "sha256:x"}]
        file.writestr("case/big", zeros)
        file.writestr("archive/data.warc.gz", b"")
        file.writestr("datapackage.json", json.dumps({"resources": rows}))
    with pytest.raises(CustodyError, match="beyond all measure"):
        unpack(target, tmp_path / "moved")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_packed_case_is_one_clear_line(tmp_path, content):
    (tmp_path / "x.wacz").write_bytes(content)
    with pytest.raises(CustodyError):
        unpack(tmp_path / "x.wacz", tmp_path / "moved")


def test_an_altered_original_is_not_packed(kept, tmp_path):
    path = next(path for path in (kept.folder / "archive" / "sha256").rglob("*") if path.is_file())
    path.chmod(0o644)
    path.write_bytes(b"altered")
    with pytest.raises(CustodyError, match="altered"):
        pack(kept.folder, tmp_path / "case.wacz")
    assert not list(tmp_path.glob("*.wacz*"))
