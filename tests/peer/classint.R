# What classInt makes of each column in a folder: Rscript classint.R FOLDER
# FOLDER/NAME.txt holds one value a line. Output, one line each: NAME STYLE K BREAK…
suppressPackageStartupMessages(library(classInt))
folder <- commandArgs(trailingOnly = TRUE)[1]
for (path in sort(list.files(folder, pattern = "\\.txt$", full.names = TRUE))) {
  values <- scan(path, quiet = TRUE)
  name <- sub("\\.txt$", "", basename(path))
  for (k in 3:7) for (style in c("quantile", "equal", "fisher", "jenks")) {
    classes <- if (style == "quantile") classIntervals(values, k, style, type = 7) else classIntervals(values, k, style)
    cat(name, style, k, format(classes$brks, digits = 17, trim = TRUE), "\n")
  }
}
