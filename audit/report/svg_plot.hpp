#pragma once

#include <cstddef>
#include <string>

#include "audit/audit_check.hpp"

namespace celltally {

// Pictures as SVG that stands in a page; colours are the page's (classes s0, s1, ... of series).

// A plot with its axes and their labels, and in words for who does not see it. A series whose x
// never falls is a line, any other is points. The names of series are left to the page.
std::string svg_plot(const AuditCheck::Plot& plot);

// The class of a plot's series, by its colour and kind: "s0", "s1 dots"; after six they begin
// again.
std::string series_class(const AuditCheck::Plot& plot, std::size_t series);

// A figure against its mark: a bar as far as it was measured, and where it may be. "" when that
// is no finite number. It says nothing that is not beside it in words.
std::string svg_bullet(const AuditCheck::Figure& figure);

}  // namespace celltally
