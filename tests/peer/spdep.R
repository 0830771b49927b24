# What spdep makes of the layers that R's own packages bring: Rscript spdep.R FOLDER
# Copies each layer into FOLDER/NAME.gpkg and prints lines: LAYER WEIGHTS COLUMN QUANTITY VALUE…, one value a row, NA for a
# place without neighbours. COLUMN/BASE is a rate, standardised as EBImoran does it.
suppressPackageStartupMessages({library(sf); library(spdep)})
suppressMessages(sf_use_s2(FALSE))
invisible(set.ZeroPolicyOption(TRUE))
folder <- commandArgs(trailingOnly = TRUE)[1]
say <- function(...) cat(paste(c(...), collapse = " "), "\n", sep = "")
exact <- function(values) format(as.numeric(values), digits = 17, trim = TRUE)
shape <- function(name, package = "spData") system.file("shapes", name, package = package)

all_weights <- c("queen", "rook", "knn:4")
layers <- list(
  columbus = list(shape("columbus.shp"), c("CRIME", "HOVAL", "INC"), c(all_weights, "distance:0.8")),
  nc = list(system.file("shape/nc.shp", package = "sf"), c("SID74", "NWBIR79", "AREA", "SID74/BIR74"), c(all_weights, "distance:0.45")),
  baltim = list(shape("baltim.shp"), c("PRICE", "AGE"), "distance:10.2"),  # two houses have no neighbours
  ny8 = list(shape("NY8_utm18.shp"), c("PCTOWNHOME", "Cases/POP8"), c("queen", "rook")))

neighbours_by <- function(weights, areas, middles) {
  number <- as.numeric(sub(".*:", "", weights))
  switch(sub(":.*", "", weights), queen = poly2nb(areas), rook = poly2nb(areas, queen = FALSE),
         knn = knn2nb(knearneigh(middles, k = number, longlat = FALSE)), distance = dnearneigh(middles, 0, number))
}

# (rate - b) / sqrt(a + b / people), with the variance between places a and the rate of all b as EBest tells them.
standardised <- function(count, people) {
  told <- attr(EBest(count, people), "parameters")
  stopifnot(told$a > 0)
  (count / people - told$b) / sqrt(told$a + told$b / people)
}

parts_of <- function(column, areas) lapply(strsplit(column, "/")[[1]], function(part) as.numeric(areas[[part]]))
values_of <- function(parts) if (length(parts) == 1) parts[[1]] else standardised(parts[[1]], parts[[2]])

say_places <- function(tell, x, neighbours, has_corrections) {
  linked <- card(neighbours) > 0
  z <- ifelse(linked, as.numeric(localG(x, nb2listw(include.self(neighbours), style = "W"))), NA)
  p <- 2 * pnorm(-abs(z))
  tell("gi.value", exact(x))
  tell("gi.z", exact(z))
  tell("gi.p", exact(p))
  if (has_corrections)
    for (method in c("BH", "BY", "holm", "bonferroni")) tell(paste0("gi.", tolower(method)), exact(p.adjust(p, method)))
  moran <- localmoran(x, nb2listw(neighbours, style = "W"), conditional = TRUE)
  for (told in list(c("statistic", "Ii"), c("expected", "E.Ii"), c("variance", "Var.Ii"), c("z", "Z.Ii")))
    tell(paste0("lisa.", told[1]), exact(ifelse(linked, moran[, told[2]], NA)))
}

# The smaller tail of the neighbours' sum where the other values are dealt at random. R by itself: spdep's localmoran_perm
# draws with replacement and counts ties on one side only.
dealt_tails <- function(x, neighbours, deals = 499) {
  sapply(seq_along(x), function(place) {
    seen <- sum(x[neighbours[[place]]])
    sums <- replicate(deals, sum(sample(x[-place], length(neighbours[[place]]))))
    hair <- 1e-9 * max(1, abs(seen))
    (min(sum(sums >= seen - hair), sum(sums <= seen + hair)) + 1) / (deals + 1)
  })
}

say_whole <- function(tell, x, neighbours) {
  without <- nb2listw(neighbours, style = "W")
  moran <- moran.test(x, without, alternative = "two.sided")
  tell("moran", exact(c(moran$estimate, moran$p.value)))
  # With islands geary.test counts all places in some terms of its variance and those with neighbours in others.
  geary <- geary.test(x, without, alternative = "two.sided")
  tell("geary", exact(if (all(card(neighbours) > 0)) c(geary$estimate, geary$p.value) else geary$estimate[1:2]))
  if (any(x < 0)) return(invisible())
  g <- globalG.test(x, nb2listw(neighbours, style = "B"), alternative = "two.sided")
  tell("general_g", exact(c(g$estimate, g$p.value)))
}

for (name in names(layers)) {
  areas <- st_read(layers[[name]][[1]], quiet = TRUE)
  st_write(areas, file.path(folder, paste0(name, ".gpkg")), layer = name, quiet = TRUE)
  middles <- st_coordinates(suppressWarnings(st_centroid(st_geometry(areas))))
  for (weights in layers[[name]][[3]]) {
    neighbours <- suppressWarnings(neighbours_by(weights, areas, middles))
    for (row in seq_along(neighbours)) say(name, weights, "-", "neighbours", row, if (card(neighbours)[row] > 0) sort(neighbours[[row]]))
    for (column in layers[[name]][[2]]) {
      tell <- function(...) say(name, weights, column, ...)
      parts <- parts_of(column, areas)
      x <- values_of(parts)
      is_dealt <- weights %in% c("queen", "knn:4") && name != "ny8" && length(parts) == 1
      say_places(tell, x, neighbours, has_corrections = weights == "queen" && is_dealt || name == "baltim")
      say_whole(tell, x, neighbours)
      if (length(parts) == 2)
        tell("moran.of_rates", exact(suppressMessages(EBImoran.mc(parts[[1]], parts[[2]], nb2listw(neighbours), nsim = 9))$statistic))
      if (!is_dealt) next
      set.seed(1)
      tell("moran.mc", exact(moran.mc(x, nb2listw(neighbours, style = "W"), nsim = 9999)$p.value))
      tell("places.mc", exact(dealt_tails(x, neighbours)))
    }
  }
}
