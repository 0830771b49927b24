# Seconds that spdep takes for a grid of 99 856 squares, one process: queen neighbours, Gi* and local Moran by their
# formulas, then local Moran alone by 999 random deals, once: it takes minutes.
suppressPackageStartupMessages({library(sf); library(spdep)})
side <- 316
areas <- st_make_grid(st_bbox(c(xmin = 0, ymin = 0, xmax = side, ymax = side)), n = side)
x <- (seq_along(areas) * 7919) %% 101
seconds <- function(work) system.time(work)[["elapsed"]]
queen <- seconds(neighbours <- poly2nb(areas))
with_self <- nb2listw(include.self(neighbours)); without <- nb2listw(neighbours)
formulas <- seconds({localG(x, with_self); localmoran(x, without)})
deals <- seconds(localmoran_perm(x, without, nsim = 999))
cat(queen, formulas, deals, "\n")
