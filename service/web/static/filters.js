// The filters as the API takes them, and in words beside their summary.

const SEVERAL = ["respondent", "regulator", "jurisdiction", "kind", "language"];
const DATES = ["decided_from", "decided_to"];

export class FilterFields {
  constructor(box) {
    this.fields = [...box.querySelectorAll("[name]")];
    this.words = document.getElementById("chosen");
    box.addEventListener("change", () => this.describe());
    this.clear = document.getElementById("clear-filters");
    this.clear.addEventListener("click", () => {
      for (const field of this.fields) field.value = "";
      this.describe();
    });
    this.describe();
  }

  chosen() {
    const given = Object.fromEntries(this.fields.filter((field) => field.value).map((field) => [field.name, field.value]));
    const filters = {};
    for (const name of SEVERAL) if (given[name]) filters[name] = [given[name]];
    for (const name of DATES) if (given[name]) filters[name] = given[name];
    return { filters, ...(given.as_of ? { as_of: given.as_of } : {}) };
  }

  describe() {
    const set = this.fields.filter((field) => field.value);
    const words = set.map((field) => {
      const text = field.selectedOptions ? field.selectedOptions[0].textContent : field.value;
      return field.type === "date" ? `${field.closest("label").firstChild.textContent.trim().toLowerCase()} ${text}` : text;
    });
    this.clear.hidden = !words.length;
    this.words.textContent = words.length ? `: ${words.join(", ")}` : "";
  }
}
