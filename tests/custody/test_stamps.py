"""Time stamps of a self-made authority, which OpenSSL plays."""

import json
import shutil
import subprocess

import pytest

from sayso.custody import Log, stamp, verify
from sayso.errors import CustodyError

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="OpenSSL plays the authority, and is not installed")

CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Test authority
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
[tsa_cert]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = one
[one]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    place = tmp_path_factory.mktemp("tsa")
    (place / "c.cnf").write_text(CONFIG)

    def run(*arguments):
        subprocess.run([OPENSSL, *arguments], cwd=place, check=True, capture_output=True)  # noqa: S603  # ours

    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "c.cnf")
    for name in ("root", "other"):
        own = ("-keyout", f"{name}.key", "-out", f"{name}.pem", "-days", "3650", "-extensions", "ca")
        run("req", "-x509", *curve, *own, "-subj", f"/CN={name}")
    run("req", "-new", *curve, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=stamps")
    signed = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "3650")
    run("x509", "-req", "-in", "tsa.csr", *signed, "-extfile", "c.cnf", "-extensions", "tsa_cert", "-out", "tsa.pem")

    def ask(request):
        (place / "q.tsq").write_bytes(request)
        signer = ("-signer", "tsa.pem", "-inkey", "tsa.key")
        run("ts", "-reply", "-config", "c.cnf", "-queryfile", "q.tsq", *signer, "-out", "r.tsr")
        return (place / "r.tsr").read_bytes()

    return ask, (place / "root.pem").read_bytes(), (place / "other.pem").read_bytes()


def test_a_stamp_is_kept_and_verifies_offline(kept, authority):
    ask, root, _ = authority
    at = stamp(Log(kept.folder / "custody"), ask, root, "https://tsa.example")
    proof = verify(kept.folder)
    assert (proof.ok, proof.notes) == (True, ())
    last = json.loads((kept.folder / "custody" / "log.jsonl").read_bytes().splitlines()[-1])
    assert (last["kind"], last["time"], last["over"]) == ("stamped", at, last["prev"])
    kept.add(b"After the stamp.")
    assert verify(kept.folder).ok


def test_a_stamp_of_another_root_or_line_is_refused(kept, authority):
    ask, root, other = authority
    log = Log(kept.folder / "custody")
    with pytest.raises(CustodyError, match="does not verify"):
        stamp(log, ask, other, "https://tsa.example")
    early = []
    stamp(log, lambda request: early.append(ask(request)) or early[0], root, "https://tsa.example")
    with pytest.raises(CustodyError, match="does not verify"):
        stamp(log, lambda _: early[0], root, "https://tsa.example")
    with pytest.raises(CustodyError, match="does not verify"):
        stamp(log, lambda _: b"no stamp", root, "https://tsa.example")
    assert verify(kept.folder).ok


def test_an_altered_or_missing_token_is_named(kept, authority):
    ask, root, _ = authority
    stamp(Log(kept.folder / "custody"), ask, root, "https://tsa.example")
    [token] = (kept.folder / "custody" / "stamps").glob("*.tsr")
    data = token.read_bytes()
    token.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert "token was altered" in verify(kept.folder).first_problem
    token.unlink()
    assert "token is missing" in verify(kept.folder).first_problem


def test_an_empty_case_has_nothing_to_stamp(tmp_path, authority):
    ask, root, _ = authority
    with pytest.raises(CustodyError, match="no custody log"):
        stamp(Log(tmp_path / "custody"), ask, root, "https://tsa.example")
