"""Headless Chromium for tests, spoken to by the DevTools protocol over two pipes: no driver, no
package. The fixture `chromium` starts one for all tests of a run, and skips where there is none.

    def test_it(chromium, tmp_path):
        with chromium.page(width=390, dark=True) as page:
            page.open((tmp_path / "a.htm").as_uri())
            page.click("a[href='#x']")
            page.press("n")
            assert page.run("location.hash") == "#x"    # a JSON answer; promises are waited for
            assert page.complaints() == []
            page.screenshot(tmp_path / "a.png")
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

FOUND: str | None = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
    "--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--hide-scrollbars", "--mute-audio", "--force-color-profile=srgb",
    # nothing outside this machine is ever asked for
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)  # fmt: skip
_KEYS = {
    "Enter": (13, "\r"), "Tab": (9, ""), "Escape": (27, ""), " ": (32, " "), "ArrowDown": (40, ""),
    "ArrowUp": (38, ""), "ArrowLeft": (37, ""), "ArrowRight": (39, ""), "Home": (36, ""),
    "End": (35, ""),
}  # fmt: skip
_SHIFT = 8
_PATIENCE = 600.0  # seconds for one answer: no machine is so busy
# what is said in place of an answer while one page makes way for another
_LEFT = ("navigated or closed", "context was destroyed", "Cannot find context")


class BrowserError(Exception):
    """The browser refused, a script threw, or an answer did not come in time."""


class LeftError(BrowserError):
    """The page that was asked is left for another."""


class Browser:
    """One Chromium with a profile of its own, gone at the end of the `with`."""

    def __init__(self) -> None:
        self.events: deque[dict[str, Any]] = deque(maxlen=20_000)
        self._number = 0
        self._buffer = b""

    def __enter__(self) -> Self:
        import fcntl  # there is none on Windows, where these tests are skipped

        assert FOUND is not None, "the fixture `chromium` skips then"
        self._profile = tempfile.TemporaryDirectory(
            prefix="retroxbrl-chromium-", ignore_cleanup_errors=True
        )
        theirs, self._out = os.pipe()
        self._in, answers = os.pipe()
        # The protocol's pipes are its descriptors 3 and 4; nothing else of ours goes with it.
        high = [fcntl.fcntl(each, fcntl.F_DUPFD_CLOEXEC, 10) for each in (theirs, answers)]
        quiet = os.open(os.devnull, os.O_RDWR)
        self._process = os.posix_spawn(
            FOUND,
            [FOUND, *_FLAGS, f"--user-data-dir={self._profile.name}", "about:blank"],
            {**os.environ, "HOME": self._profile.name},
            file_actions=[
                *((os.POSIX_SPAWN_DUP2, quiet, standard) for standard in (0, 1, 2)),
                *((os.POSIX_SPAWN_DUP2, each, n) for n, each in enumerate(high, 3)),
            ],
        )
        for each in (theirs, answers, *high, quiet):
            os.close(each)
        try:
            self.send("Browser.getVersion")
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with contextlib.suppress(BrowserError, OSError):
            self.send("Browser.close")
        until = time.monotonic() + 10
        while not os.waitpid(self._process, os.WNOHANG)[0]:
            if time.monotonic() > until:
                os.kill(self._process, signal.SIGKILL)
            time.sleep(0.02)
        os.close(self._in)
        os.close(self._out)
        self._profile.cleanup()

    def page(self, width: int = 1280, height: int = 900, **more: Any) -> Page:
        return Page(self, width, height, **more)

    def send(self, method: str, session: str | None = None, **values: Any) -> dict[str, Any]:
        """A command's answer; events that come before it are kept in `events`."""
        self._number += 1
        number = self._number
        message: dict[str, Any] = {"id": number, "method": method, "params": values}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        until = time.monotonic() + _PATIENCE
        while True:
            got = self._read(until, method)
            if got.get("id") == number:
                if "error" in got:
                    said = got["error"].get("message", "")
                    left = any(part in said for part in _LEFT)
                    raise (LeftError if left else BrowserError)(f"{method}: {said}")
                answer: dict[str, Any] = got.get("result", {})
                return answer
            self.events.append(got)

    def wait_for(self, method: str, session: str) -> dict[str, Any]:
        """The next event of that name, of those that nobody waited for yet."""
        until = time.monotonic() + _PATIENCE
        seen = 0
        while True:
            for event in list(self.events)[seen:]:
                if event.get("method") == method and event.get("sessionId") == session:
                    self.events.remove(event)
                    return event
            seen = len(self.events)
            self.events.append(self._read(until, method))

    def _read(self, until: float, waiting_for: str) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._in], [], [], left)[0]:
                raise BrowserError(f"{waiting_for}: no answer in {_PATIENCE:.0f} s")
            more = os.read(self._in, 1 << 20)
            if not more:
                raise BrowserError(f"{waiting_for}: chromium has ended")
            self._buffer += more
        line, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message


class Page:
    """A tab.

    dark     `prefers-color-scheme: dark`
    scripts  False: the page's scripts do not run
    touch    taps in place of a mouse, and a phone's viewport
    """

    def __init__(
        self, browser: Browser, width: int, height: int, *,
        dark: bool = False, scripts: bool = True, touch: bool = False,
    ) -> None:  # fmt: skip
        self.browser = browser
        self._target = browser.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = browser.send("Target.attachToTarget", targetId=self._target, flatten=True)[
            "sessionId"
        ]
        self.touch = touch
        for domain in ("Page", "Runtime", "Network", "Log", "DOM"):
            self.send(f"{domain}.enable")
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height,
            deviceScaleFactor=1, mobile=touch,
        )  # fmt: skip
        if touch:
            self.send("Emulation.setTouchEmulationEnabled", enabled=True)
        if dark:
            features = [{"name": "prefers-color-scheme", "value": "dark"}]
            self.send("Emulation.setEmulatedMedia", features=features)
        if not scripts:
            self.send("Emulation.setScriptExecutionDisabled", value=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.browser.send("Target.closeTarget", targetId=self._target)

    def send(self, method: str, **values: Any) -> dict[str, Any]:
        return self.browser.send(method, self._session, **values)

    def open(self, address: str) -> None:
        """Loads an address and waits for its load event."""
        answer = self.send("Page.navigate", url=address)
        if answer.get("errorText"):
            raise BrowserError(f"{address}: {answer['errorText']}")
        if "loaderId" in answer:  # a change of the fragment alone loads nothing
            self.browser.wait_for("Page.loadEventFired", self._session)

    def run(self, script: str) -> Any:
        """What an expression gives, as JSON; a promise is waited for."""
        answer = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True,
            userGesture=True,
        )  # fmt: skip
        if "exceptionDetails" in answer:
            told = answer["exceptionDetails"]
            raise BrowserError(told.get("exception", {}).get("description") or told["text"])
        return answer["result"].get("value")

    def until(self, script: str, seconds: float = 20.0) -> Any:
        """What an expression gives as soon as the page is loaded and that is true in the script's
        sense. A page that is just being left has no answer: the next one is asked.
        """
        end = time.monotonic() + seconds
        while True:
            with contextlib.suppress(LeftError):
                if self.run(f"document.readyState === 'complete' && !!({script})"):
                    return self.run(script)
            if time.monotonic() > end:
                raise BrowserError(f"not true in {seconds:.0f} s: {script}")
            time.sleep(0.05)

    def click(self, selector: str, nth: int = 0) -> None:
        """A real click, or tap, into the middle of the nth element's first box that a pointer
        can reach.
        """
        place = self.run(
            f"""(() => {{
              const one = document.querySelectorAll({json.dumps(selector)})[{nth}];
              if (!one) return null;
              one.scrollIntoView({{block: 'center', inline: 'nearest', behavior: 'instant'}});
              const box = one.getClientRects()[0];
              if (!box) return null;
              const x = box.left + Math.min(box.width / 2, 200), y = box.top + box.height / 2;
              const top = document.elementFromPoint(x, y);
              return {{x, y, hit: !!top && (one.contains(top) || top.contains(one)),
                       over: top ? top.outerHTML.slice(0, 200) : ''}};
            }})()"""
        )
        if not place:
            raise BrowserError(f"nothing to click at {selector}")
        if not place["hit"]:
            raise BrowserError(f"{selector} lies below {place['over']}")
        at = {"x": place["x"], "y": place["y"]}
        if self.touch:
            time.sleep(0.2)  # a finger meets what was painted, not what is to be
            self.send("Input.dispatchTouchEvent", type="touchStart", touchPoints=[at])
            self.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
            time.sleep(0.4)  # two taps shortly after one another are a double tap
            return
        self.send("Input.dispatchMouseEvent", type="mouseMoved", **at)
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)

    def press(self, key: str, *, shift: bool = False) -> None:
        """A key down and up: a sign, or a name such as 'Tab', 'Enter', 'Escape'."""
        code, text = _KEYS.get(key, (ord(key[0].upper()), key))
        values = {"key": key, "windowsVirtualKeyCode": code, "modifiers": _SHIFT if shift else 0}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **values)
        self.send("Input.dispatchKeyEvent", type="keyUp", **values)

    def type(self, text: str) -> None:
        """Text into the element that has the focus."""
        self.send("Input.insertText", text=text)

    def screenshot(self, path: Path, *, full: bool = False) -> None:
        """A PNG of what is seen, or of the whole page."""
        got = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=full)
        path.write_bytes(base64.b64decode(got["data"]))

    def pdf(self, path: Path) -> None:
        """The page as it is printed, Letter."""
        got = self.send("Page.printToPDF", printBackground=True)
        path.write_bytes(base64.b64decode(got["data"]))

    def requests(self) -> list[str]:
        """The addresses that the tab has asked for so far."""
        return [
            event["params"]["request"]["url"] for event in self._events("Network.requestWillBeSent")
        ]

    def complaints(self) -> list[str]:
        """Exceptions of scripts, and errors and warnings in the console."""
        self.run("1")  # what was said before this answer has come
        said = [
            event["params"]["exceptionDetails"].get("exception", {}).get("description", "exception")
            for event in self._events("Runtime.exceptionThrown")
        ]
        for event in self._events("Runtime.consoleAPICalled"):
            if event["params"]["type"] in ("error", "warning", "assert"):
                args = event["params"]["args"]
                said.append(
                    " ".join(str(each.get("value", each.get("description"))) for each in args)
                )
        entries = [event["params"]["entry"] for event in self._events("Log.entryAdded")]
        said += [each["text"] for each in entries if each["level"] in ("error", "warning")]
        return said

    def _events(self, method: str) -> list[dict[str, Any]]:
        return [
            event for event in self.browser.events
            if event.get("method") == method and event.get("sessionId") == self._session
        ]  # fmt: skip
