"""A bomb of each coding costs no more memory than the cap and its decoder need."""

import os
import subprocess
import sys
import zlib
from pathlib import Path

import brotli
import pytest

from wholestory.fetch.decoding import zstd

UNFOLDED = 256 << 20
PIECE = bytes(1 << 20)
MOST = 64 << 20

PACKERS = {
    "gzip": lambda: zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16),
    "deflate": lambda: zlib.compressobj(9),
    "br": lambda: _Brotli(),
    "zstd": lambda: zstd.ZstdCompressor(),
}


class _Brotli:
    def __init__(self):
        self._packer = brotli.Compressor(quality=5)
        self.compress, self.flush = self._packer.process, self._packer.finish


@pytest.mark.skipif(sys.platform == "win32", reason="no resource module")
@pytest.mark.parametrize("coding", PACKERS)
def test_a_bomb_costs_little_memory(coding, tmp_path):
    packer = PACKERS[coding]()
    bomb = b"".join(packer.compress(PIECE) for _ in range(UNFOLDED // len(PIECE))) + packer.flush()
    assert len(bomb) < UNFOLDED // 900
    (tmp_path / "bomb").write_bytes(bomb)
    here = Path(__file__).parent
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(here), str(here.parent), *filter(None, sys.path)]),
    }
    done = subprocess.run(
        [sys.executable, here / "unfold.py", coding, tmp_path / "bomb"],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) <= MOST
