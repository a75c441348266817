"""The certificate the phone is shown: made on this machine, kept in the data folder, known by its fingerprint."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.core.outside import read_file

FILE = "remote.pem"
"""Key and certificate, in the data folder; readable by the kiosk alone."""
DAYS = 825
"""The longest that phones accept."""
RENEW_DAYS = 30
_MOST_BYTES = 64 * 1024


def certificate(data: Path, address: str, today: date) -> tuple[Path, str]:
    """The file for that address and its fingerprint (SHA-256, in groups of four); made where there is none, where it is
    for another address, and before it runs out. Raises OSError when the folder cannot be written to."""
    path = data / FILE
    found = _read(path)
    if found is None or not _fits(found, address, today):
        found = _make(path, address, today)
    os.chmod(path, 0o600)
    print_ = found.fingerprint(hashes.SHA256()).hex().upper()
    return path, " ".join(print_[i : i + 4] for i in range(0, len(print_), 4))


def _read(path: Path) -> x509.Certificate | None:
    try:
        held = read_file(path, _MOST_BYTES)
        serialization.load_pem_private_key(held, None)
        return x509.load_pem_x509_certificate(held)
    except (OSError, ValueError, TypeError):
        return None


def _fits(found: x509.Certificate, address: str, today: date) -> bool:
    named = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    lasts = found.not_valid_after_utc.date() - today
    return ip_address(address) in named.get_values_for_type(x509.IPAddress) and RENEW_DAYS < lasts.days <= DAYS


def _make(path: Path, address: str, today: date) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kiosk")])
    begins = datetime(today.year, today.month, today.day, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins - timedelta(days=1))
        .not_valid_after(begins + timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    held = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + made.public_bytes(serialization.Encoding.PEM)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(held)
    new.replace(path)
    return made
