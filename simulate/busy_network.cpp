#include "simulate/busy_network.hpp"

#include <cassert>

#include "simulate/s11_templates.hpp"
#include "simulate/split_mix.hpp"

namespace celltally {

namespace {

// Spreads consecutive numbers over all TEIDs, each to another one; none gives 0.
constexpr std::uint32_t spread(std::uint32_t number) {
  return (number + 1) * 2654435761u;
}

constexpr std::uint32_t kMostOctets = 320;  // of one packet, for reserving

enum class State : std::uint8_t { away, idle, connected };

class Generator {
 public:
  Generator(const BusyNetwork::Options& options, Octets& store,
            std::vector<BusyNetwork::Record>& records)
      : options_(options),
        store_(store),
        records_(records),
        random_(options.seed),
        states_(options.people, State::away) {}

  void run() {
    while (records_.size() < options_.packets) {
      if (options_.user_plane_percent > 0 && random_.percent(options_.user_plane_percent)) {
        add(forms_.user_data, draw_person());
      } else {
        add_procedure();
      }
    }
  }

 private:
  PacketFields draw_person() {
    const std::uint32_t person = random_.below(options_.people);
    const std::uint32_t home = spread(person) % options_.cells;
    return {.person = person,
            .cell = (home + random_.below(8)) % options_.cells,
            .mme_teid = spread(person),
            .sgw_teid = spread(person) ^ 0x5a5a5a5a,
            .sequence = ++sequence_ & 0xffffff};
  }

  void add_procedure() {
    const PacketFields fields = draw_person();
    State& state = states_[fields.person];
    switch (state) {
      case State::away:
        add(forms_.create_session_request, fields);
        add(forms_.create_session_response, fields);
        state = State::idle;
        break;
      case State::idle:
        add(forms_.modify_bearer_request, fields);
        add(forms_.modify_bearer_response, fields);
        state = State::connected;
        break;
      case State::connected:
        add(forms_.release_access_bearers_request, fields);
        add(forms_.release_access_bearers_response, fields);
        state = State::idle;
        break;
    }
  }

  void add(const PacketTemplate& form, const PacketFields& fields) {
    if (records_.size() == options_.packets) return;
    const Timestamp at{options_.start.ns +
                       static_cast<std::int64_t>(records_.size()) * options_.spacing_ns};
    records_.push_back({at, store_.size(), static_cast<std::uint32_t>(form.size())});
    form.append(fields, store_);
  }

  const BusyNetwork::Options& options_;
  Octets& store_;
  std::vector<BusyNetwork::Record>& records_;
  SplitMix random_;
  std::vector<State> states_;
  std::uint32_t sequence_ = 0;
  const S11Templates forms_ = s11_templates();
};

}  // namespace

BusyNetwork::BusyNetwork(const Options& options) {
  assert(options.people > 0 && options.cells > 0 && options.user_plane_percent <= 100);
  records_.reserve(options.packets);
  store_.reserve(options.packets * kMostOctets);
  Generator{options, store_, records_}.run();
}

}  // namespace celltally
