"""The built site behind a real nginx, with the settings that `scripts/nginx/tthc.conf` proposes."""

from __future__ import annotations

import base64
import getpass
import hashlib
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.engines import MissingToolError

SETTINGS = Path(__file__).resolve().parents[2] / "nginx/tthc.conf"
TYPES = Path("/etc/nginx/mime.types")
CONFIG = """
user {user};
worker_processes 1;
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
  include {types};
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {settings};
  server {{
    listen 127.0.0.1:{port}{secure};
    ssl_certificate {keys}/certificate.pem;
    ssl_certificate_key {keys}/key.pem;
    root {site};
    error_page 404 /404.html;
  }}
}}
"""
CERTIFICATE = (
    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
    "-subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
).split()
PUBLIC_KEY = "openssl pkey -pubout -outform der -in".split()
SECONDS = 10


@dataclass(frozen=True, slots=True)
class Keys:
    """A certificate for this machine alone, in `folder`."""

    folder: Path
    digest: str
    """Of its public key. A browser keeps no file from a server whose certificate it doubts, unless
    it is told to trust this key (`--ignore-certificate-errors-spki-list`)."""


@contextmanager
def keys() -> Iterator[Keys]:
    if shutil.which("openssl") is None:
        raise MissingToolError("Chưa có openssl. Hãy chạy: sudo apt install openssl")
    with tempfile.TemporaryDirectory() as name:
        files = ["-keyout", f"{name}/key.pem", "-out", f"{name}/certificate.pem"]
        subprocess.run([*CERTIFICATE, *files], check=True, capture_output=True)
        public = subprocess.run([*PUBLIC_KEY, files[1]], check=True, capture_output=True).stdout
        yield Keys(Path(name), base64.b64encode(hashlib.sha256(public).digest()).decode())


@contextmanager
def served(site: Path, keys: Keys, http2: bool) -> Iterator[str]:
    """The address of `site` while nginx serves it: HTTP/2 over TLS, or plain HTTP/1.1."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if nginx is None:
        raise MissingToolError("Chưa có nginx. Hãy chạy: sudo apt install nginx")
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), _free_port()
        config = folder / "nginx.conf"
        config.write_text(
            CONFIG.format(
                user=getpass.getuser(),
                folder=folder,
                keys=keys.folder,
                types=TYPES,
                settings=SETTINGS,
                port=port,
                secure=" ssl http2" if http2 else "",
                site=site.resolve(),
            ),
            encoding="utf-8",
        )
        process = subprocess.Popen([nginx, "-p", str(folder), "-c", str(config)])
        try:
            _wait(process, port)
            yield f"{'https' if http2 else 'http'}://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise MissingToolError("nginx không chạy được. Xem lời báo lỗi ở trên.")
