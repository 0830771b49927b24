# What classInt makes of each column in a folder: Rscript classint.R FOLDER
# FOLDER/NAME.txt holds one value a line; beside what lies there, columns of R's own packages are written into it. Output,
# one line each: NAME STYLE K BREAK…
suppressPackageStartupMessages({library(classInt); library(sf)})
folder <- commandArgs(trailingOnly = TRUE)[1]
named <- function(what) sub("\\.txt$", "", list.files(folder, pattern = what))
given <- named("\\.txt$")

counties <- st_drop_geometry(st_read(system.file("shape/nc.shp", package = "sf"), quiet = TRUE))
packaged <- list(
  nc_SID74 = counties$SID74, nc_NWBIR79 = counties$NWBIR79,             # counts, many ties; counts, skewed
  quakes_mag = datasets::quakes$mag, iris_width = datasets::iris$Sepal.Width,  # one decimal: 22 and 23 different values
  faithful_waiting = datasets::faithful$waiting, islands = as.numeric(datasets::islands))
for (name in names(packaged))
  writeLines(format(packaged[[name]], digits = 17, trim = TRUE), file.path(folder, paste0("r_", name, ".txt")))

say <- function(name, style, k, classes) cat(name, style, k, format(classes$brks, digits = 17, trim = TRUE), "\n")
for (name in sort(named("\\.txt$"))) {
  values <- scan(file.path(folder, paste0(name, ".txt")), quiet = TRUE)
  is_packaged <- !(name %in% given)
  for (k in 3:7) for (style in c("quantile", "equal", "fisher", "jenks", "pretty", "sd")) {
    if (!(k %in% c(3, 6)) && (is_packaged || style %in% c("pretty", "sd"))) next
    say(name, style, k, if (style == "quantile") classIntervals(values, k, style, type = 7) else classIntervals(values, k, style))
  }
  say(name, "box", 6, classIntervals(values, style = "box"))
  say(name, "box3", 6, classIntervals(values, style = "box", iqr_mult = 3))
}
