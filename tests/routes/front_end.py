"""What JupyterLab's page does in a browser when a person runs cells of a new notebook. Run by the Python under test.

Arguments: the page's address, then one cell after the other. Prints the notebook's name, then each cell's answer.
"""

import json
import sys
import urllib.parse
import urllib.request
import uuid

import websocket

PAGE = urllib.parse.urlsplit(sys.argv[1])
BASE = f"{PAGE.scheme}://{PAGE.netloc}"
TOKEN = {"Authorization": "token " + urllib.parse.parse_qs(PAGE.query)["token"][0]}
SECONDS = 60


def ask(path: str, content: object) -> bytes:
    request = urllib.request.Request(BASE + path, json.dumps(content).encode(), TOKEN)
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return bytes(answer.read())


def run_cell(channel: websocket.WebSocket, code: str) -> str:
    """The text of a cell's result; an error of the cell ends it all."""
    asked = uuid.uuid4().hex
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
    header = {"msg_id": asked, "msg_type": "execute_request", "session": "s", "username": "", "version": "5.3"}
    whole = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    channel.send(json.dumps({**whole, "buffers": []}))
    while True:
        message = json.loads(channel.recv())
        if message["parent_header"].get("msg_id") == asked:
            if message["msg_type"] == "execute_result":
                return str(message["content"]["data"]["text/plain"])
            if message["msg_type"] == "error":
                raise SystemExit(message["content"]["evalue"])


page = urllib.request.urlopen(sys.argv[1], timeout=SECONDS).read().decode()
if "<title>JupyterLab</title>" not in page:
    raise SystemExit("not JupyterLab: " + page[:500])
made = json.loads(ask("/api/contents", {"type": "notebook"}))
session = {"path": made["path"], "name": made["name"], "type": "notebook", "kernel": {"name": "python3"}}
kernel = json.loads(ask("/api/sessions", session))["kernel"]["id"]
address = "ws" + BASE[len("http") :] + "/api/kernels/" + kernel + "/channels"
channel = websocket.create_connection(address, timeout=SECONDS, header=TOKEN)
answers = [run_cell(channel, cell) for cell in sys.argv[2:]]
channel.close()
sys.stdout.write("\n".join([made["path"], *answers]) + "\n")
