# What spdep makes of the layers that R's own packages bring: Rscript spdep.R FOLDER
# Copies each layer into FOLDER/NAME.gpkg and prints lines: LAYER WEIGHTS COLUMN QUANTITY VALUE…, one value a row.
suppressPackageStartupMessages({library(sf); library(spdep)})
suppressMessages(sf_use_s2(FALSE))
folder <- commandArgs(trailingOnly = TRUE)[1]
say <- function(...) cat(paste(c(...), collapse = " "), "\n", sep = "")
exact <- function(values) format(as.numeric(values), digits = 17, trim = TRUE)

layers <- list(
  columbus = list(system.file("shapes/columbus.shp", package = "spData"), c("CRIME", "HOVAL", "INC")),
  nc = list(system.file("shape/nc.shp", package = "sf"), c("SID74", "NWBIR79", "AREA")))

for (name in names(layers)) {
  areas <- st_read(layers[[name]][[1]], quiet = TRUE)
  st_write(areas, file.path(folder, paste0(name, ".gpkg")), layer = name, quiet = TRUE)
  middles <- st_coordinates(suppressWarnings(st_centroid(st_geometry(areas))))
  all_neighbours <- list(queen = poly2nb(areas), rook = poly2nb(areas, queen = FALSE),
                         "knn:4" = knn2nb(knearneigh(middles, k = 4, longlat = FALSE)))
  for (weights in names(all_neighbours)) {
    neighbours <- all_neighbours[[weights]]
    for (row in seq_along(neighbours)) say(name, weights, "-", "neighbours", row, sort(neighbours[[row]]))
    with_self <- nb2listw(include.self(neighbours), style = "W")
    without <- nb2listw(neighbours, style = "W")
    for (column in layers[[name]][[2]]) {
      x <- as.numeric(areas[[column]])
      z <- as.numeric(localG(x, with_self))
      say(name, weights, column, "gi.z", exact(z))
      say(name, weights, column, "gi.p", exact(2 * pnorm(-abs(z))))
      for (method in c("BH", "BY", "holm", "bonferroni"))
        say(name, weights, column, paste0("gi.", tolower(method)), exact(p.adjust(2 * pnorm(-abs(z)), method)))
      moran <- localmoran(x, without, conditional = TRUE)
      say(name, weights, column, "lisa.statistic", exact(moran[, "Ii"]))
      say(name, weights, column, "lisa.expected", exact(moran[, "E.Ii"]))
      say(name, weights, column, "lisa.variance", exact(moran[, "Var.Ii"]))
      say(name, weights, column, "lisa.z", exact(moran[, "Z.Ii"]))
      whole <- moran.test(x, without, alternative = "two.sided")
      say(name, weights, column, "moran", exact(c(whole$estimate, whole$p.value)))
      set.seed(1)
      say(name, weights, column, "moran.mc", exact(moran.mc(x, without, nsim = 9999)$p.value))
    }
  }
}
