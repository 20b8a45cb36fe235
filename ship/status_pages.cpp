#include "ship/status_pages.hpp"

#include <string>

#include "ship/health.hpp"
#include "ship/metrics_text.hpp"

namespace celltally {

namespace {

StatusPage readiness(const ShipperView& view, const HealthLimits& limits, const Now& now) {
  std::string lines;
  for (const std::string& line : health_problems(view, limits, now)) lines += line + "\n";
  return lines.empty() ? StatusPage{200, "ready\n"} : StatusPage{503, lines};
}

}  // namespace

std::optional<StatusPage> status_page(std::string_view path, const ShipperView& view,
                                      const HealthLimits& limits, const Now& now) {
  if (path == "/healthz") return StatusPage{200, "alive\n"};
  if (path == "/readyz") return readiness(view, limits, now);
  if (path != "/metrics") return std::nullopt;
  return StatusPage{200, metrics_text(view, now), "text/plain; version=0.0.4; charset=utf-8"};
}

}  // namespace celltally
