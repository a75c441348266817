"""The wheel carries the hall's content and settings too, so that it opens without a checkout; all else is in
pyproject.toml."""

from pathlib import Path
from shutil import copy2, copytree, ignore_patterns

from setuptools import setup
from setuptools.command.build_py import build_py


class WithContent(build_py):
    """Lays `content/` and `zones.yaml` into `kiosk_content`, where `commands/telling.py` looks for them."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        carried = Path(self.build_lib) / "kiosk_content"
        carried.mkdir(parents=True, exist_ok=True)
        copytree("content", carried / "content", dirs_exist_ok=True, ignore=ignore_patterns(".*", "__pycache__"))
        copy2("zones.yaml", carried)


setup(cmdclass={"build_py": WithContent})
