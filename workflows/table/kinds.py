"""The files the settlement table is given as, by the word in their address."""

CSV, XLSX = "csv", "xlsx"

FILES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
