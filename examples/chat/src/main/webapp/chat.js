"use strict";

const LISTENER = location.hostname + ":8444"; // wss.port of microprofile-config.properties
const REFUSED = 1008;
const LONGEST_WAIT = 30_000;

const $ = id => document.getElementById(id);
const here = new Set();
let socket = null;
let everOpened = false;
let failures = 0;
let retry = 0;
let you = "";
let atEnd = true; // those who read further up are left alone

// --- connection ---

function connect() {
    clearTimeout(retry);
    show("connecting", "Connecting …");
    socket = new WebSocket(
        `wss://${LISTENER}/chat/${$("room").value}?name=${encodeURIComponent($("name").value.trim())}`);
    socket.onopen = () => { everOpened = true; $("certificate-help").hidden = true; };
    socket.onmessage = message => receive(JSON.parse(message.data));
    socket.onclose = closed;
}

function closed(event) {
    socket = null;
    if (event.code === REFUSED) {
        leave(event.reason || "The server refused the connection.");
        return;
    }
    $("certificate-help").hidden = everOpened;
    // Doubling keeps a struggling server alive; chance keeps all pages from returning at once.
    const longest = Math.min(LONGEST_WAIT, 1000 * 2 ** failures++);
    const wait = longest * (0.5 + Math.random() / 2);
    retry = setTimeout(connect, wait);
    show("lost", `Not connected, next attempt in ${Math.ceil(wait / 1000)} s`);
}

function leave(refusal = "") {
    clearTimeout(retry);
    if (socket) {
        socket.onclose = socket.onmessage = null;
        socket.close(1000);
        socket = null;
    }
    $("chat").hidden = $("certificate-help").hidden = true;
    $("entrance").hidden = false;
    $("refusal").textContent = refusal;
    $("refusal").hidden = !refusal;
    show("out", "Not connected");
    $("name").focus();
}

// --- what the server tells ---

function receive(event) {
    switch (event.type) {
        case "welcome": welcome(event); break;
        case "joined": here.add(event.name); note(`${event.name} joined`); break;
        case "left": here.delete(event.name); note(`${event.name} left`); break;
        case "said": said(event); break;
    }
    $("here").replaceChildren(
        ...[...here].map(name => element("li", name === you ? `${name} (you)` : name)));
}

function welcome(event) {
    failures = 0;
    you = event.name;
    here.clear();
    event.here.forEach(name => here.add(name));
    $("log").replaceChildren();
    event.history.forEach(said);
    show("open", "Connected");
    $("text").focus();
}

function said(event) {
    const time = element("time", new Date(event.at).toLocaleTimeString([], {timeStyle: "short"}));
    time.dateTime = event.at;
    const item = element("li", "", event.name === you ? "mine" : "");
    item.append(element("b", event.name), time, element("p", event.text));
    append(item);
}

const note = text => append(element("li", text, "note"));

function append(item) {
    $("log").append(item);
    stayAtEnd();
}

// --- the page ---

function element(tag, text, className = "") {
    const made = document.createElement(tag);
    made.textContent = text; // never innerHTML: what others wrote stays text
    made.className = className;
    return made;
}

function stayAtEnd() {
    if (atEnd) $("log").scrollTop = $("log").scrollHeight;
}

function show(state, text) {
    $("state").dataset.state = state;
    $("state").textContent = text;
    $("send").disabled = state !== "open";
}

$("entrance").onsubmit = event => {
    event.preventDefault();
    location.hash = $("room-title").textContent = $("room").value;
    $("log").replaceChildren();
    $("here").replaceChildren();
    $("entrance").hidden = true;
    $("chat").hidden = false;
    everOpened = false;
    failures = 0;
    connect();
};

$("composer").onsubmit = event => {
    event.preventDefault();
    const text = $("text").value.trim();
    if (!text || socket?.readyState !== WebSocket.OPEN) return;
    socket.send(JSON.stringify({text}));
    $("text").value = "";
};

$("log").onscroll = ({target}) => {
    atEnd = target.scrollHeight - target.scrollTop - target.clientHeight < 60;
};
new ResizeObserver(stayAtEnd).observe($("log")); // a phone's keyboard shrinks it

$("leave").onclick = () => leave();
$("certificate-link").href = $("certificate-link").textContent = `https://${LISTENER}/`;
$("room").value = location.hash.slice(1) || "lobby";

// Whoever comes back to this tab, from accepting the certificate perhaps, need not wait.
window.addEventListener("focus", () => {
    if (!socket && !$("chat").hidden) connect();
});
