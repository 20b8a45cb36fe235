#include "audit/report/audit_page.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

#include "audit/report/audit_tally.hpp"
#include "audit/report/figure_words.hpp"
#include "audit/report/markup.hpp"
#include "audit/report/page_style.hpp"
#include "audit/report/svg_plot.hpp"
#include "audit/report/verdict.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>Audit of {0}</title>
<style>{1}</style>
</head>
<body>
<header>
<h1>Audit of {0}</h1>
)";

std::string term(std::string_view name, const std::string& meaning) {
  return fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, meaning);
}

std::string lines(const std::vector<std::string>& texts) {
  std::string html;
  for (const std::string& text : texts) html += "<li>" + markup(text) + "</li>";
  return html.empty() ? "" : "<ul>" + html + "</ul>";
}

std::string promise(const AuditAbout& about) {
  if (!about.promised) return "none: numbers are protected by a threshold only";
  constexpr double kHundred = 100;
  return markup(fmt::format(
      "{}: whoever knows all others, and what the person did, says \"was there\" at most {} times "
      "in a hundred more often of somebody who was than of somebody who was not",
      promise_text(about), number_text(kHundred * about.promised->advantage(), 3)));
}

void add_head(const AuditAbout& about, const AuditTally& tally, std::string& html) {
  html += fmt::format(kHead, markup(about.probe), page_style());
  const std::string_view kind = tally.failed > 0   ? "failed"
                                : tally.passed > 0 ? "passed"
                                                   : "skipped";
  html += fmt::format("<p class=\"tally {}\">{}</p>\n", kind, tally.text());
  html += "<dl>\n" + term("When", utc_seconds(about.at) + (about.quick ? ", quick" : "")) +
          term("Programs", lines(about.programs)) + term("Protection", lines(about.rules)) +
          term("A day may cost", promise(about)) + "</dl>\n</header>\n";
}

void add_overview(std::span<const AuditCheck> checks, std::string& html) {
  const auto end = std::back_inserter(html);
  html +=
      "<main>\n<table>\n<thead><tr><th scope=\"col\">Verdict</th><th scope=\"col\">Attack</th>"
      "<th scope=\"col\">Who tries what</th></tr></thead>\n<tbody>\n";
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const AuditCheck& check = checks[i];
    fmt::format_to(end,
                   "<tr><td class=\"verdict {}\">{}</td><th scope=\"row\"><a href=\"#check-{}\">{}"
                   "</a></th><td>{}</td></tr>\n",
                   verdict_word(check.verdict), to_text(check.verdict), i + 1, markup(check.name),
                   markup(check.attacker));
  }
  html += "</tbody>\n</table>\n";
}

void add_figures(const AuditCheck& check, std::string& html) {
  if (check.figures.empty()) return;
  const auto end = std::back_inserter(html);
  html +=
      "<table class=\"figures\">\n<thead><tr><th scope=\"col\">Figure</th><th scope=\"col\">"
      "Measured</th><th scope=\"col\">Mark</th><td></td></tr></thead>\n<tbody>\n";
  for (const AuditCheck::Figure& figure : check.figures) {
    const FigureWords words = FigureWords::of(figure);
    fmt::format_to(end, "<tr{}><th scope=\"row\">{}</th><td>{}</td><td>{}{}</td><td>{}</td></tr>\n",
                   figure.holds() ? "" : " class=\"missed\"", markup(figure.what), words.measured,
                   words.mark, figure.holds() ? "" : ": missed", svg_bullet(figure));
  }
  html += "</tbody>\n</table>\n";
}

void add_plot(const AuditCheck::Plot& plot, std::string& html) {
  html += "<figure>\n<figcaption>" + markup(plot.title) + "<ul class=\"keys\">";
  for (std::size_t i = 0; i < plot.series.size(); ++i) {
    html +=
        fmt::format("<li class=\"{}\">{}</li>", series_class(plot, i), markup(plot.series[i].name));
  }
  html += "</ul></figcaption>\n" + svg_plot(plot) + "\n</figure>\n";
}

std::string_view what_said_is(AuditCheck::Verdict verdict) {
  switch (verdict) {
    case AuditCheck::Verdict::failed: return "What to do: ";
    case AuditCheck::Verdict::skipped: return "Why not: ";
    case AuditCheck::Verdict::passed: break;
  }
  return "";
}

void add_check(const AuditCheck& check, std::size_t number, std::string& html) {
  const std::string_view kind = verdict_word(check.verdict);
  html += fmt::format(
      "<section id=\"check-{}\" aria-labelledby=\"name-{}\">\n<h2 id=\"name-{}\" class=\"{}\">{}: "
      "<span class=\"verdict\">{}</span></h2>\n",
      number, number, number, kind, markup(check.name), to_text(check.verdict));
  html += "<dl>\n" + term("Who tries what", markup(check.attacker)) +
          term("What stops them", markup(check.defence)) + "</dl>\n";
  if (!check.said.empty()) {
    html += fmt::format("<p class=\"said\">{}{}</p>\n", what_said_is(check.verdict),
                        markup(check.said));
  }
  add_figures(check, html);
  for (const AuditCheck::Plot& plot : check.plots) add_plot(plot, html);
  html += "</section>\n";
}

}  // namespace

std::string audit_page(const AuditAbout& about, std::span<const AuditCheck> checks) {
  std::string html;
  add_head(about, AuditTally::of(checks), html);
  add_overview(checks, html);
  for (std::size_t i = 0; i < checks.size(); ++i) add_check(checks[i], i + 1, html);
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace celltally
