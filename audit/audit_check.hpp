#pragma once

#include <string>
#include <vector>

namespace celltally {

// One attack of `celltally audit`, what it measured, and whether the defence held. A plain value;
// it holds no identifier and nothing of a real person, for attacks are on made-up people alone.
struct AuditCheck {
  enum class Verdict {
    passed,
    failed,
    skipped,  // `said` tells why; neither good nor bad
  };

  // A number against its pass mark. Passed when it is on the right side of it, or on it.
  struct Figure {
    enum class Mark { at_most, at_least };

    std::string what;  // "advantage over guessing"
    double measured = 0;
    double bound = 0;
    Mark mark = Mark::at_most;

    bool holds() const noexcept {
      return mark == Mark::at_most ? measured <= bound : measured >= bound;
    }
  };

  // A line or points to look at: the same number of x and y.
  struct Series {
    std::string name;  // "measured", "promised"
    std::vector<double> x;
    std::vector<double> y;
  };

  struct Plot {
    std::string title;
    std::string x_label;
    std::string y_label;
    std::vector<Series> series;
  };

  std::string name;      // one word or two with a hyphen, for scripts: "membership"
  std::string attacker;  // who tries what, a sentence
  std::string defence;   // what should stop them, a sentence
  Verdict verdict = Verdict::skipped;
  std::string
      said;  // failed: what to do about it; skipped: why; passed: what else is worth knowing
  std::vector<Figure> figures{};
  std::vector<Plot> plots{};

  // The figures decide. REQUIRES: at least one figure.
  void judge(const std::string& when_failed) {
    verdict = Verdict::passed;
    for (const Figure& figure : figures) {
      if (!figure.holds()) verdict = Verdict::failed;
    }
    if (verdict == Verdict::failed) said = when_failed;
  }
};

}  // namespace celltally
