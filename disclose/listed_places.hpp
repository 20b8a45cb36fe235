#pragma once

#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "disclose/place_list.hpp"
#include "disclose/radio_network.hpp"
#include "vocabulary/statistic.hpp"

namespace celltally {

// The places that have rows, by statistic, in the order of their texts. Settled by the list; what
// changes is which of them the probe can have seen.
class ListedPlaces {
 public:
  struct Listed {
    Place place;
    bool in_sight = false;
    Place site{};  // of a cell: the one that it is on; none when not known
    Place zone{};  // of a cell or site: the one that it is in, or kNoZone
  };

  explicit ListedPlaces(const PlaceList& list);

  // Of events the cells; of presence, visitors and dwell what the list's level says, where a cell
  // without a site stands for itself; of quality one that is none; of the others the zones. All
  // cells that are in no zone, those that are not listed too, are one zone: kNoZone.
  const std::vector<Listed>& of(Statistic statistic) const noexcept;

  const PlaceNames& names() const noexcept { return *names_; }
  const std::shared_ptr<const PlaceNames>& shared_names() const noexcept { return names_; }

  bool lists_cell(Place cell) const noexcept;

  // Of a site or zone whose cells are all of one network.
  std::optional<RadioNetwork> only_network_of(Place place) const;

  // A cell is in sight when its radio network is; a site or zone when one of its cells is, or it
  // is itself among `places`; kNoZone and the whole probe when any network is.
  void look(const std::set<RadioNetwork>& networks, const std::set<Place>& places = {});

 private:
  using InNetwork = std::pair<Place, RadioNetwork>;  // a site or zone, and that of a cell in it

  void add_larger(Place place, Place cell);
  void say_what_is_around(const std::vector<CellSite>& cells);
  bool sees(Place place, const std::set<RadioNetwork>& networks) const;

  std::shared_ptr<const PlaceNames> names_;
  CountLevel level_;
  std::vector<Listed> cells_;
  std::vector<Listed> sites_;  // only when people are told of sites
  std::vector<Listed> zones_;
  std::vector<Listed> probe_;
  std::vector<Place> known_;         // all cells; sorted
  std::vector<InNetwork> networks_;  // each once; sorted
};

}  // namespace celltally
