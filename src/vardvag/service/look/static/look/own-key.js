/* The only script of the site: it reads the caregiver's own key file on her own computer and writes what
 * stands in it into the list on the page. It asks no host for anything and keeps nothing; the page's policy
 * lets it connect nowhere. All it writes is text, never markup. Without it the page works as before.
 *
 * What a key file may hold is the same as for `vardvag clocks --key` (usecases/own_key.py); everything that is
 * wrong is told at once, by its row, and no value of the file is repeated. */
"use strict";

(function () {
  var MOST_TOLD = 50;
  var box = document.getElementById("own-key");
  var input = document.getElementById("own-key-file");
  var told = document.getElementById("own-key-told");
  var table = document.querySelector("[data-contact]") && document.querySelector("[data-contact]").closest("table");
  if (!box || !input || !told || !table) {
    return;
  }
  box.hidden = false;
  document.getElementById("own-key-without").hidden = true;

  /* The text of the file: UTF-8, or else as Swedish Windows writes it. */
  function textOf(bytes) {
    var marks = new Uint8Array(bytes.slice(0, 4));
    if (marks[0] === 0x50 && marks[1] === 0x4b) {
      return null; // a workbook
    }
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (problem) {
      return new TextDecoder("windows-1252").decode(bytes);
    }
  }

  /* The records of CSV, with the line each begins on. Null when a quotation is never closed. */
  function recordsOf(text, delimiter) {
    var records = [], cells = [], cell = "", quoted = false, line = 1, begun = 1;
    function endOfRecord() {
      cells.push(cell);
      if (cells.some(function (one) { return one.trim(); })) {
        records.push({ line: begun, cells: cells.map(function (one) { return one.trim(); }) });
      }
      cells = [];
      cell = "";
      begun = line;
    }
    for (var at = 0; at < text.length; at += 1) {
      var sign = text[at];
      if (sign === "\n") {
        line += 1;
      }
      if (quoted) {
        if (sign === '"' && text[at + 1] === '"') {
          cell += '"';
          at += 1;
        } else if (sign === '"') {
          quoted = false;
        } else {
          cell += sign;
        }
      } else if (sign === '"' && !cell) {
        quoted = true;
      } else if (sign === delimiter) {
        cells.push(cell);
        cell = "";
      } else if (sign === "\n") {
        endOfRecord();
      } else if (sign !== "\r") {
        cell += sign;
      }
    }
    endOfRecord();
    return quoted ? null : records;
  }

  function delimiterOf(text, ids) {
    var first = text.split(/\r?\n/, 1)[0];
    function likely(delimiter) {
      var names = first.split(delimiter).map(function (one) { return one.replace(/"/g, "").trim(); });
      return names.filter(function (one) { return ids.indexOf(one) >= 0; }).length * 1000 + names.length;
    }
    return [";", ",", "\t"].reduce(function (best, one) { return likely(one) > likely(best) ? one : best; });
  }

  /* The key as {titles, known}, or {faults} with all that is wrong, each as [words, row]. */
  function keyOf(text) {
    var ids = box.dataset.ids.split(",");
    var records = recordsOf(text, delimiterOf(text, ids));
    if (records === null) {
      return { faults: [["notCsv", 0]] };
    }
    var header = records.length ? records[0].cells : [];
    var places = [], faults = [];
    header.forEach(function (name, place) {
      if (ids.indexOf(name) >= 0) {
        places.push(place);
      } else if (!name || header.indexOf(name) !== place) {
        faults.push(["noTitle", place + 1]);
      }
    });
    if (places.length === 0) {
      faults.push(["noId", 0]);
    } else if (places.length > 1) {
      faults.push(["twoIds", 0]);
    } else if (header.length === 1) {
      faults.push(["alone", 0]);
    }
    if (places.length !== 1) {
      return { faults: faults };
    }
    var known = new Map();
    records.slice(1).forEach(function (record) {
      var name = record.cells[places[0]] || "";
      if (record.cells.slice(header.length).some(Boolean)) {
        faults.push(["long", record.line]);
      }
      if (!name) {
        faults.push(["noName", record.line]);
      } else if (known.has(name)) {
        faults.push(["twice", record.line]);
      } else {
        known.set(name, record.cells);
      }
    });
    if (!known.size && !faults.length) {
      faults.push(["noRows", 0]);
    }
    var others = header.map(function (name, place) { return place; })
      .filter(function (place) { return place !== places[0]; });
    return { faults: faults, known: known, header: header, others: others };
  }

  function say(sentences) {
    told.textContent = "";
    sentences.slice(0, MOST_TOLD).forEach(function (sentence) {
      var line = document.createElement("p");
      line.textContent = sentence;
      told.appendChild(line);
    });
  }

  function takeAway() {
    table.querySelectorAll(".own-key-cell").forEach(function (cell) { cell.remove(); });
  }

  /* One column for each of the key's own, beside the contact. */
  function join(key) {
    var matched = 0;
    var rows = Array.prototype.slice.call(table.querySelectorAll("tbody tr"));
    var after = table.querySelector("thead th");
    key.others.slice().reverse().forEach(function (place) {
      var title = document.createElement("th");
      title.scope = "col";
      title.className = "own-key-cell";
      title.textContent = key.header[place];
      after.insertAdjacentElement("afterend", title);
    });
    rows.forEach(function (row) {
      var contact = row.querySelector("[data-contact]");
      var cells = key.known.get(contact.dataset.contact);
      matched += cells ? 1 : 0;
      key.others.slice().reverse().forEach(function (place) {
        var cell = document.createElement("td");
        cell.className = "own-key-cell";
        cell.textContent = (cells && cells[place]) || "–";
        row.firstElementChild.insertAdjacentElement("afterend", cell);
      });
    });
    say([box.dataset.matched.replace("{found}", matched).replace("{shown}", rows.length)]);
  }

  /* A file that has been corrected has the same name, and would be taken for no change. */
  input.addEventListener("click", function () {
    input.value = "";
  });

  input.addEventListener("change", function () {
    takeAway();
    say([]);
    var file = input.files[0];
    if (!file) {
      return;
    }
    file.arrayBuffer().then(function (bytes) {
      var text = textOf(bytes);
      var key = text === null ? { faults: [["notCsv", 0]] } : keyOf(text);
      input.setAttribute("aria-invalid", String(key.faults.length > 0));
      if (key.faults.length) {
        say(key.faults.map(function (fault) { return box.dataset[fault[0]].replace("{row}", fault[1]); }));
      } else {
        join(key);
      }
    });
  });
})();
