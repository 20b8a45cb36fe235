"""A minimal Debian with systemd and what our packages depend on, made once and kept below build/."""

import pathlib
import re
import shutil
import subprocess
import tempfile

SUITE = "bookworm"
ALWAYS = ["systemd", "systemd-sysv", "dbus", "iproute2", "procps", "man-db", "bash-completion"]


def mirror():
    """Where this machine's own apt takes packages from."""
    sources = [pathlib.Path("/etc/apt/sources.list"), *sorted(pathlib.Path("/etc/apt/sources.list.d").glob("*"))]
    for path in sources:
        if not path.is_file() or path.suffix not in (".list", ".sources"):
            continue
        text = path.read_text()
        found = re.search(r"^URIs:\s*(\S+)", text, re.M) or re.search(r"^deb\s+(?:\[.*?\]\s*)?(\S+)", text, re.M)
        if found:
            return found.group(1)
    raise SystemExit("apt has no sources here; the tree cannot be made")


def in_tree(tree, *command):
    return subprocess.run(["chroot", tree, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", *command],
                          check=True, capture_output=True, text=True).stdout


def share_sources(tree):
    """Security updates too, as this machine has them."""
    for name in ("sources.list", "sources.list.d", "trusted.gpg.d", "auth.conf.d"):
        source, target = pathlib.Path("/etc/apt") / name, tree / "etc/apt" / name
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.exists():
            shutil.copy(source, target)
    for name in ("resolv.conf", "hosts"):
        shutil.copy(pathlib.Path("/etc") / name, tree / "etc" / name)


def bootstrap(tree):
    print(f"making {tree} (once)", flush=True)
    partial = tree.with_name(tree.name + ".part")
    shutil.rmtree(partial, ignore_errors=True)
    done = subprocess.run(["debootstrap", "--variant=minbase", "--include=" + ",".join(ALWAYS), SUITE, partial, mirror()],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise SystemExit("debootstrap failed:\n" + "\n".join(done.stdout.splitlines()[-20:]))
    share_sources(partial)
    in_tree(partial, "apt-get", "update", "-qq")
    partial.rename(tree)


def install_dependencies(tree, packages):
    """What apt would install beside our packages: those are installed when the tree runs, not here."""
    with tempfile.TemporaryDirectory(dir=tree / "root") as folder:
        for package in packages:
            shutil.copy(package, folder)
        inside = ["/root/" + pathlib.Path(folder).name + "/" + package.name for package in packages]
        plan = in_tree(tree, "apt-get", "install", "-s", "--no-install-recommends", *inside)
    ours = {package.name.split("_")[0] for package in packages}
    missing = [name for name in re.findall(r"^Inst (\S+)", plan, re.M) if name not in ours]
    if missing:
        print(f"installing {len(missing)} packages that ours depend on", flush=True)
        in_tree(tree, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing)


def base_tree(folder, packages):
    tree = folder / "base"
    if not tree.exists():
        bootstrap(tree)
    install_dependencies(tree, packages)
    return tree
