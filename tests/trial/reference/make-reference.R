# Repeats the analyses of a run in R from its subject-level data:
#   Rscript make-reference.R        (in this folder; needs package survival)
# Reads subjects.tsv, writes r-results.tsv: one number a line, 17 significant digits.

library(survival)
d <- read.delim("subjects.tsv", stringsAsFactors = FALSE)
d$arm <- relevel(factor(d$arm), ref = "3") # 1 vesicles, 2 stromal cells, 3 saline
d$stratum <- factor(d$stratum)
out <- character(0)
put <- function(key, value) out <<- c(out, sprintf("%s\t%.17g", key, value))

# Change from entry: lm(change ~ entry + arm + stratum), available cases.
ancova <- function(name, entry, visit) {
  d$change <- d[[visit]] - d[[entry]]
  d$entry <- d[[entry]]
  fit <- lm(change ~ entry + arm + stratum, data = d)
  ci <- confint(fit)
  co <- summary(fit)$coefficients
  for (arm in c("1", "2")) {
    row <- paste0("arm", arm)
    put(paste(name, arm, "estimate", sep = "|"), co[row, 1])
    put(paste(name, arm, "standardError", sep = "|"), co[row, 2])
    put(paste(name, arm, "low", sep = "|"), ci[row, 1])
    put(paste(name, arm, "high", sep = "|"), ci[row, 2])
    put(paste(name, arm, "p", sep = "|"), co[row, 4])
    put(paste(name, arm, "n", sep = "|"), sum(d$arm == arm & !is.na(d$change)))
  }
}
ancova("pain-w12", "pain_entry", "pain_w12")
ancova("function-w12", "function_entry", "function_w12")
ancova("jsw-w104", "jsw_entry", "jsw_w104")

# OMERACT-OARSI responders (Pham et al. 2004, Osteoarthritis Cartilage 12, 389-399), on 0-100 scales.
improvement <- function(name, scale) {
  entry <- d[[paste0(name, "_entry")]]
  gain <- entry - d[[paste0(name, "_w12")]]
  list(absolute = gain * scale, relative = ifelse(entry > 0, gain / entry, 0))
}
pain <- improvement("pain", 5)
func <- improvement("function", 1 / 0.68)
glob <- improvement("global", 1)
high <- function(x) x$relative >= 0.5 & x$absolute >= 20
some <- function(x) x$relative >= 0.2 & x$absolute >= 10
responder <- high(pain) | high(func) | (some(pain) + some(func) + some(glob) >= 2)
count <- function(arm) c(sum(responder[d$arm == arm], na.rm = TRUE), sum(!is.na(responder[d$arm == arm])))
for (arm in c("1", "2")) {
  a <- count(arm); b <- count("3")
  test <- prop.test(c(a[1], b[1]), c(a[2], b[2]), correct = FALSE)
  put(paste("responder-w12", arm, "estimate", sep = "|"), 100 * (a[1] / a[2] - b[1] / b[2]))
  put(paste("responder-w12", arm, "low", sep = "|"), 100 * test$conf.int[1])
  put(paste("responder-w12", arm, "high", sep = "|"), 100 * test$conf.int[2])
  put(paste("responder-w12", arm, "p", sep = "|"), test$p.value)
  put(paste("responder-w12", arm, "n", sep = "|"), a[2])
}

# Time to knee replacement: Kaplan-Meier with R's default log limits, at the event times.
for (arm in c("1", "2", "3")) {
  fit <- survfit(Surv(days, event) ~ 1, data = d[d$arm == arm, ])
  steps <- which(fit$n.event > 0)
  put(paste("km", arm, "events", sep = "|"), sum(fit$n.event))
  for (i in steps) {
    key <- function(what) paste("km", arm, sprintf("%.17g", fit$time[i]), what, sep = "|")
    put(key("survival"), fit$surv[i])
    put(key("low"), fit$lower[i])
    put(key("high"), fit$upper[i])
  }
}
writeLines(out, "r-results.tsv")
