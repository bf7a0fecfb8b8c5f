// Makes a chosen picture small before it is sent, since a phone's photo is ten times larger than a page can take.
// Without this script, or for what is no picture, the program says how large one may be.
"use strict";

(() => {
  const SHORT_SIDE = 480; // pixels; it is shown at 112

  const drawn = (picture) => {
    const scale = Math.min(1, SHORT_SIDE / Math.min(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff"; // a JPEG has nothing to see through
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  };

  const shrink = async (input) => {
    const file = input.files[0];
    if (!file || file.size <= Number(input.dataset.shrink)) return;
    try {
      const small = new DataTransfer();
      small.items.add(new File([await drawn(await createImageBitmap(file))], "picture.jpg", { type: "image/jpeg" }));
      if (input.files[0] === file) input.files = small.files;
    } catch {
      // It is sent as it is, and the answer says what is wrong with it.
    }
  };

  for (const input of document.querySelectorAll("input[data-shrink]")) {
    input.addEventListener("change", () => shrink(input));
  }
})();
