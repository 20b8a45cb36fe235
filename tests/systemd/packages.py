"""Our packages: those that were built, and the same again under a later version."""

import pathlib
import re
import subprocess
import tempfile


class Packages:
    def __init__(self, folder):
        self.files = sorted(file for file in folder.glob("celltally*_*.deb") if "dbgsym" not in file.name)
        if len(self.files) != 3:
            raise SystemExit(f"{folder} must hold three packages: ./dev package")

    def copy_to(self, machine, inside):
        machine.path(inside).mkdir(parents=True, exist_ok=True)
        for file in self.files:
            machine.path(f"{inside}/{file.name}").write_bytes(file.read_bytes())
        return [f"{inside}/{file.name}" for file in self.files]

    def later_ones(self, machine, inside):
        """The same content with a higher version, so an upgrade for dpkg."""
        machine.path(inside).mkdir(parents=True, exist_ok=True)
        made = []
        for file in self.files:
            with tempfile.TemporaryDirectory() as scratch:
                tree = pathlib.Path(scratch) / "tree"
                subprocess.run(["dpkg-deb", "-R", file, tree], check=True)
                control = tree / "DEBIAN/control"
                version = re.search(r"^Version: (.*)$", control.read_text(), re.M).group(1)
                text = control.read_text().replace(f"Version: {version}", f"Version: {version}+later1")
                control.write_text(text.replace(f"(= {version})", f"(= {version}+later1)"))
                target = machine.path(f"{inside}/{file.name}")
                subprocess.run(["dpkg-deb", "-Znone", "-b", tree, target], check=True, stdout=subprocess.DEVNULL)
            made.append(f"{inside}/{file.name}")
        return made
