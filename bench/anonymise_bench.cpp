#include <benchmark/benchmark.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "anonymise/anonymiser.hpp"
#include "anonymise/tagger.hpp"
#include "anonymise/wiper.hpp"

namespace celltally {
namespace {

constexpr std::size_t kBurst = 32;  // packets, and so messages, that a port gives at once

// TBCD digits of IMSI 00101 and ten digits from `number`.
std::array<std::uint8_t, 8> imsi_digits(std::uint32_t number) {
  std::array<std::uint8_t, 8> octets{0x00, 0x01, 0x01, 0, 0, 0, 0, 0xf0};
  for (std::size_t i = 3; i < 7; ++i, number /= 100) {
    octets[i] = static_cast<std::uint8_t>(number % 10 | number / 10 % 10 << 4);
  }
  return octets;
}

SubscriberId imsi_of(std::span<const std::uint8_t> digits) {
  return {SubscriberId::Kind::imsi, SubscriberId::Coding::tbcd, digits};
}

void tag_a_burst(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  Tagger tagger(EpochKey::generate().value());
  std::vector<std::array<std::uint8_t, 8>> digits;
  for (std::uint32_t i = 0; i < count; ++i) digits.push_back(imsi_digits(i));
  std::vector<Tagger::PersonSlot> slots(count);
  for (auto _ : state) {
    tagger.clear();
    for (std::size_t i = 0; i < count; ++i) slots[i] = tagger.add(imsi_of(digits[i]));
    tagger.run();
    for (const auto slot : slots) benchmark::DoNotOptimize(tagger.tag(slot));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(tag_a_burst)->Arg(1)->Arg(8)->Arg(32)->Arg(64);

// What tagging would cost with OpenSSL's CMAC, one identifier at a time.
void openssl_cmac_one_at_a_time(benchmark::State& state) {
  EVP_MAC* const mac = EVP_MAC_fetch(nullptr, "CMAC", nullptr);
  EVP_MAC_CTX* const context = EVP_MAC_CTX_new(mac);
  std::string cipher = "AES-256-CBC";
  const std::array params{OSSL_PARAM_construct_utf8_string("cipher", cipher.data(), 0),
                          OSSL_PARAM_construct_end()};
  const std::array<std::uint8_t, 32> key{1, 2, 3};
  EVP_MAC_init(context, key.data(), key.size(), params.data());
  std::array<std::uint8_t, 16> block{};
  std::array<std::uint8_t, 16> result{};
  std::size_t length = 0;
  for (auto _ : state) {
    EVP_MAC_init(context, nullptr, 0, nullptr);
    EVP_MAC_update(context, block.data(), block.size());
    EVP_MAC_final(context, result.data(), &length, result.size());
    block[15] = result[0];
  }
  state.SetItemsProcessed(state.iterations());
  EVP_MAC_CTX_free(context);
  EVP_MAC_free(mac);
}
BENCHMARK(openssl_cmac_one_at_a_time);

void wipe_a_burst(benchmark::State& state) {
  std::vector<std::uint8_t> packets(kBurst * 2048);
  std::vector<WireBytes> wire;
  for (std::size_t i = 0; i < kBurst; ++i) {
    wire.emplace_back(std::span{packets}.subspan(2048 * i + 42, 60 + 7 * i));
  }
  for (auto _ : state) Wiper::wipe(wire);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBurst));
}
BENCHMARK(wipe_a_burst);

// An Anonymiser that knows `sessions` sessions between one MME and one SGW, and messages for it.
class Network {
 public:
  explicit Network(std::uint32_t sessions)
      : sessions_(sessions),
        anonymiser_(EpochKey::generate().value(),
                    {.sessions_max = sessions, .transactions_max = 1u << 20}) {
    for (std::uint32_t i = 0; i < sessions; i += kBurst) {
      burst_.clear();
      for (std::uint32_t j = 0; j < kBurst; ++j) digits_[j] = imsi_digits(i + j);
      for (std::uint32_t j = 0; j < kBurst; ++j) {
        SignallingMessage& message = add(32, 0);
        message.imsi = imsi_of(digits_[j]);
        message.session.announce(endpoint(1 + i + j));
        message.session.set_sender(0);
      }
      anonymise();
    }
  }

  // A burst of messages of which one in `one_in` carries an identity and announces an endpoint; the
  // others are of random sessions.
  void make_burst(std::uint32_t one_in) {
    burst_.clear();
    for (std::uint32_t j = 0; j < kBurst; ++j) {
      const auto who = static_cast<std::uint32_t>(random_() % sessions_);
      SignallingMessage& message = add(34, 1 + who);
      if (j % one_in != 0) continue;
      digits_[j] = imsi_digits(who);
      message.imsi = imsi_of(digits_[j]);
      message.session.announce(endpoint(1 + who));
      message.session.set_sender(0);
    }
  }
  void anonymise() { anonymiser_.anonymise(burst_, events_); }

  double hits_per_message() const {
    const auto& counters = anonymiser_.counters();
    const auto all = counters.session_hit + counters.session_miss + counters.session_expired;
    return static_cast<double>(counters.session_hit) / static_cast<double>(all);
  }

 private:
  SessionEndpoint endpoint(std::uint32_t teid) const { return {IpAddress::of(node_), teid}; }
  SignallingMessage& add(std::uint8_t type, std::uint32_t teid) {
    SignallingMessage& message = burst_.add();
    message.at = Timestamp{1'767'225'600'000'000'000 + 20'000 * std::int64_t{++sequence_}};
    message.type = type;
    message.session.receiver = endpoint(teid);
    message.session.source = message.session.destination = IpAddress::of(node_);
    message.session.source_port = message.session.destination_port = 2123;
    message.session.sequence = sequence_;
    return message;
  }

  std::array<std::uint8_t, 4> node_{192, 0, 2, 1};
  std::uint32_t sessions_;
  std::uint32_t sequence_ = 0;
  std::mt19937 random_{1};  // NOLINT(cert-msc51-cpp): the same every time
  Anonymiser anonymiser_;
  MessageBurst burst_;
  std::array<std::array<std::uint8_t, 8>, kBurst> digits_{};
  std::array<SignallingEvent, MessageBurst::kMessagesMax> events_;
};

// Items are messages. The time to make them up is not in the figures.
void anonymise_a_burst(benchmark::State& state) {
  Network network(static_cast<std::uint32_t>(state.range(0)));
  std::vector<double> seconds;
  for (auto _ : state) {
    network.make_burst(8);
    const auto start = std::chrono::steady_clock::now();
    network.anonymise();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    state.SetIterationTime(taken.count());
    seconds.push_back(taken.count());
  }
  const auto middle = seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2);
  std::nth_element(seconds.begin(), middle, seconds.end());
  state.counters["median_ns"] =
      *middle * 1e9 / kBurst;  // of a message; steady where time is shared
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBurst));
  state.counters["hit"] = network.hits_per_message();
}
BENCHMARK(anonymise_a_burst)->Arg(1 << 10)->Arg(1 << 20)->UseManualTime();

}  // namespace
}  // namespace celltally
