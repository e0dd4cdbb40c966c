"""A notebook's kernel computes 1 + 1 and ends, and JupyterLab's server answers once, on this computer alone."""

from pyready.model.actions import check_of, fetch, load
from pyready.verify.bench import MARK, Bench, Came, answer, how_it_ended
from pyready.verify.installer import install, name_of
from pyready.verify.proof import NOTEBOOKS, Proof
from pyready.verify.proving_words import NOT_AFTER, OFFLINE

_INSTALL_S, _KERNEL_S, _SERVER_S = 900.0, 120.0, 120.0
_KERNEL = f"""
import json
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(startup_timeout=90, kernel_name='python3')
found = []
def hear(message):
    if message['msg_type'] == 'execute_result':
        found.append(message['content']['data']['text/plain'])
try:
    client.execute_interactive('1 + 1', timeout=30, output_hook=hear, store_history=False)
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=False)
print('{MARK}' + json.dumps(dict(result=found[:1], ended=not manager.is_alive())))
"""
# The word that opens the server goes by its environment, where no list of processes shows it.
_SERVER = f"""
import glob, json, os, secrets, socket, subprocess, sys, time
from urllib.request import ProxyHandler, build_opener
place, word = os.environ['JUPYTER_RUNTIME_DIR'], secrets.token_hex(16)
with socket.create_server(('127.0.0.1', 0)) as free:
    port = free.getsockname()[1]
line = [sys.executable, '-m', 'jupyterlab', '--no-browser', '--ServerApp.ip=127.0.0.1', '--ServerApp.port=%d' % port]
if hasattr(os, 'geteuid') and os.geteuid() == 0:
    line.append('--ServerApp.allow_root=True')
server = subprocess.Popen(line, env=dict(os.environ, JUPYTER_TOKEN=word), stdout=subprocess.DEVNULL)
opener = build_opener(ProxyHandler(dict()))
found, until = dict(), time.monotonic() + 100
try:
    while not found and server.poll() in (None,) and time.monotonic() < until:
        time.sleep(0.2)
        for name in glob.glob(os.path.join(place, 'jpserver-*.json')):
            try:
                with open(name, encoding='utf-8') as file:
                    top = 'http://127.0.0.1:%d' % json.load(file)['port']
                version = json.load(opener.open(top + '/api', timeout=20))['version']
                with opener.open(top + '/lab?token=' + word, timeout=20) as page:
                    found = dict(version=version, page=b'JupyterLab' in page.read(1000000))
            except (OSError, ValueError, KeyError):
                pass
finally:
    server.terminate()
    server.wait(20)
print('{MARK}' + json.dumps(found))
"""
# shown when JupyterLab is there already, or came
_THERE = "JupyterLab {version} is in this Python already."
_NOT_INSTALLED = "{tool} cannot install JupyterLab: {why}."
# shown when a kernel does not compute
_NO_KERNEL = "A notebook cannot compute 1 + 1: {why}."
_WRONG = "the answer was not 2"
_GOES_ON = "A notebook computes 1 + 1, and then its kernel does not end."
# shown when the server answers, or does not
_SERVER_IS = "This is its server {version}, asked on this computer alone."
_NO_SERVER = "The server of JupyterLab does not answer: {why}."


def jupyterlab(bench: Bench) -> Came:
    """The one that this Python has, else a new one in the environment that was made."""
    if bench.found and bench.found.jupyterlab:
        bench.notebooks = bench.python
        return Came("works", _THERE.format(version=bench.found.jupyterlab))
    if bench.offline:
        return Came("not-tested", OFFLINE, offline=True)
    if "compiled-package" not in bench.worked:
        return Came("not-tested", NOT_AFTER)
    run = install(bench, "jupyterlab", seconds=_INSTALL_S)
    if not run.worked:
        return Came("fails", _NOT_INSTALLED.format(tool=name_of(bench), why=how_it_ended(run)), run)
    bench.notebooks = bench.environment
    return Came("works", "", run)


def kernel(bench: Bench) -> Came:
    """By the same code that JupyterLab starts its kernels with."""
    run = bench.run(bench.notebooks, "-c", _KERNEL, seconds=_KERNEL_S)
    found = answer(run)
    if found is None:
        return Came("fails", _NO_KERNEL.format(why=how_it_ended(run)), run)
    if found.get("result") != ["2"]:
        return Came("fails", _NO_KERNEL.format(why=_WRONG), run)
    return Came("works", "", run) if found.get("ended") else Came("fails", _GOES_ON, run)


def server(bench: Bench) -> Came:
    """Its page is asked for once, without a proxy; no browser opens."""
    run = bench.run(bench.notebooks, "-c", _SERVER, seconds=_SERVER_S)
    found = answer(run) or {}
    if found.get("page"):
        return Came("works", _SERVER_IS.format(version=found.get("version")), run)
    return Came("fails", _NO_SERVER.format(why=how_it_ended(run)), run)


_LOADS = (check_of(load("found-packages")), check_of(load("compiled-packages")))
PROOFS = (
    Proof(
        "jupyterlab-installs", "JupyterLab installs", jupyterlab, "existing-python", _INSTALL_S,
        aims=NOTEBOOKS, after=("python-starts",),
        checks=(check_of(fetch("packages", "pip")), "room-for-existing-python", "long-paths"),
        runs="where that Python has no JupyterLab: starts pip or uv, which downloads and installs it there",
    ),
    Proof(
        "kernel-computes", "A notebook computes 1 + 1", kernel, "existing-python", _KERNEL_S,
        aims=NOTEBOOKS, after=("jupyterlab-installs",), checks=_LOADS,
        runs="starts a kernel of notebooks, which computes 1 + 1 and ends",
    ),
    Proof(
        "server-answers", "JupyterLab's server answers", server, "existing-python", _SERVER_S,
        aims=NOTEBOOKS, after=("jupyterlab-installs",), checks=_LOADS,
        runs="starts the server of JupyterLab, on 127.0.0.1 alone, asks for its page once and ends it",
    ),
)  # fmt: skip
