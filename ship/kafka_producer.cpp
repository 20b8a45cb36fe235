#include "ship/kafka_producer.hpp"

#include <librdkafka/rdkafka.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>

#include "ship/now.hpp"
#include "ship/secret_file.hpp"

namespace celltally {

namespace {

using Configuration = std::unique_ptr<rd_kafka_conf_t, decltype(&rd_kafka_conf_destroy)>;

// Content that no broker will ever take.
bool content_at_fault(rd_kafka_resp_err_t error) {
  return error == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE || error == RD_KAFKA_RESP_ERR_INVALID_MSG ||
         error == RD_KAFKA_RESP_ERR_INVALID_RECORD ||
         error == RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE;
}

}  // namespace

struct KafkaProducer::State {
  KafkaSettings settings;
  const std::atomic<bool>& stopping;
  rd_kafka_t* producer = nullptr;

  std::chrono::nanoseconds until{0};
  std::uint64_t added = 0;
  std::uint64_t answered = 0;
  rd_kafka_resp_err_t refused = RD_KAFKA_RESP_ERR_NO_ERROR;  // the first of each
  rd_kafka_resp_err_t failed = RD_KAFKA_RESP_ERR_NO_ERROR;
  std::string trouble;  // what librdkafka told of brokers last

  State(KafkaSettings given, const std::atomic<bool>& stop)
      : settings(std::move(given)), stopping(stop) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  // What is still in queues is given up: it will be delivered again, by another producer.
  ~State() {
    if (producer == nullptr) return;
    rd_kafka_purge(producer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    rd_kafka_destroy_flags(producer, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
  }

  Result<bool, std::string> configure(rd_kafka_conf_t* configuration);
  bool over() const { return stopping.load() || Now::read().steady >= until; }
  rd_kafka_resp_err_t produce(const std::string& key, std::string_view value,
                              const std::vector<Header>& headers);
  void note(rd_kafka_resp_err_t error);
  Delivery verdict() const;
};

Result<bool, std::string> KafkaProducer::State::configure(rd_kafka_conf_t* configuration) {
  // Rows are much alike. Few wait in the queue at once, for their time runs there too.
  std::map<std::string, std::string> all{{"compression.codec", "lz4"},
                                         {"queue.buffering.max.messages", "10000"}};
  for (const auto& [name, value] : settings.further) all[name] = value;
  if (!settings.password_file.empty()) {
    auto password = read_secret(settings.password_file);
    if (!password) return fail(password.error());
    all["sasl.password"] = *password;
  }
  all["bootstrap.servers"] = settings.brokers;
  // The promise: everything is on all replicas before it counts, once and in order.
  all["enable.idempotence"] = "true";
  all["acks"] = "all";
  all["message.timeout.ms"] = std::to_string(settings.timeout.count());
  all["log.connection.close"] = "false";
  for (const auto& [name, value] : all) {
    std::array<char, 256> why{};
    if (rd_kafka_conf_set(configuration, name.c_str(), value.c_str(), why.data(), why.size()) !=
        RD_KAFKA_CONF_OK) {
      // The reason of librdkafka may repeat the value.
      return fail("kafka: the setting " + name + " is not one that librdkafka takes");
    }
  }
  rd_kafka_conf_set_opaque(configuration, this);
  rd_kafka_conf_set_dr_msg_cb(configuration,
                              [](rd_kafka_t*, const rd_kafka_message_t* message, void* self) {
                                static_cast<State*>(self)->note(message->err);
                              });
  rd_kafka_conf_set_error_cb(configuration, [](rd_kafka_t*, int, const char* why, void* self) {
    static_cast<State*>(self)->trouble = why;
  });
  // Otherwise librdkafka writes to standard error.
  rd_kafka_conf_set_log_cb(configuration, [](const rd_kafka_t*, int, const char*, const char*) {});
  return true;
}

rd_kafka_resp_err_t KafkaProducer::State::produce(const std::string& key, std::string_view value,
                                                  const std::vector<Header>& headers) {
  rd_kafka_headers_t* list = rd_kafka_headers_new(headers.size());
  for (const Header& header : headers) {
    rd_kafka_header_add(list, header.name.data(), static_cast<ssize_t>(header.name.size()),
                        header.value.data(), static_cast<ssize_t>(header.value.size()));
  }
  std::array<rd_kafka_vu_t, 5> message{};
  message[0].vtype = RD_KAFKA_VTYPE_TOPIC;
  message[0].u.cstr = settings.topic.c_str();
  message[1].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
  message[1].u.i = RD_KAFKA_MSG_F_COPY;
  message[2].vtype = RD_KAFKA_VTYPE_KEY;
  message[2].u.mem = {const_cast<char*>(key.data()), key.size()};  // NOLINT: it is copied
  message[3].vtype = RD_KAFKA_VTYPE_VALUE;
  message[3].u.mem = {const_cast<char*>(value.data()), value.size()};  // NOLINT: it is copied
  message[4].vtype = RD_KAFKA_VTYPE_HEADERS;
  message[4].u.headers = list;
  rd_kafka_error_t* const problem = rd_kafka_produceva(producer, message.data(), message.size());
  if (problem == nullptr) return RD_KAFKA_RESP_ERR_NO_ERROR;
  const rd_kafka_resp_err_t code = rd_kafka_error_code(problem);
  rd_kafka_error_destroy(problem);
  rd_kafka_headers_destroy(list);  // ours again
  return code;
}

void KafkaProducer::State::note(rd_kafka_resp_err_t error) {
  ++answered;
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
    until = Now::read().steady + settings.timeout;
    return;
  }
  rd_kafka_resp_err_t& first = content_at_fault(error) ? refused : failed;
  if (first == RD_KAFKA_RESP_ERR_NO_ERROR) first = error;
}

Delivery KafkaProducer::State::verdict() const {
  const std::string to = "kafka " + settings.brokers + ", topic " + settings.topic + ": ";
  if (refused != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Delivery::refused(to + rd_kafka_err2str(refused));
  }
  if (failed != RD_KAFKA_RESP_ERR_NO_ERROR) {
    const bool late = failed == RD_KAFKA_RESP_ERR__MSG_TIMED_OUT && !trouble.empty();
    return Delivery::try_again(to + (late ? trouble : rd_kafka_err2str(failed)));
  }
  if (answered == added) return Delivery::accepted();
  return Delivery::try_again(to + (trouble.empty() ? "no answer in time" : trouble));
}

Result<std::unique_ptr<KafkaProducer>, std::string> KafkaProducer::open(
    const KafkaSettings& settings, const std::atomic<bool>& stopping) {
  auto state = std::make_unique<State>(settings, stopping);
  Configuration configuration{rd_kafka_conf_new(), &rd_kafka_conf_destroy};
  if (auto done = state->configure(configuration.get()); !done) return fail(done.error());
  std::array<char, 256> why{};
  state->producer = rd_kafka_new(RD_KAFKA_PRODUCER, configuration.get(), why.data(), why.size());
  if (state->producer == nullptr) return fail("kafka: " + std::string{why.data()});
  std::ignore = configuration.release();  // the producer owns it now
  return std::unique_ptr<KafkaProducer>{new KafkaProducer{std::move(state)}};
}

KafkaProducer::KafkaProducer(std::unique_ptr<State> state) : state_(std::move(state)) {}
KafkaProducer::~KafkaProducer() = default;

void KafkaProducer::begin() {
  state_->until = Now::read().steady + state_->settings.timeout;
  state_->added = state_->answered = 0;
  state_->trouble.clear();
}

bool KafkaProducer::add(const std::string& key, std::string_view value,
                        const std::vector<Header>& headers) {
  State& state = *state_;
  ++state.added;
  while (!state.over()) {
    const rd_kafka_resp_err_t error = state.produce(key, value, headers);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
      rd_kafka_poll(state.producer, 0);
      return true;
    }
    if (error != RD_KAFKA_RESP_ERR__QUEUE_FULL) {
      state.note(error);
      return false;
    }
    rd_kafka_poll(state.producer, 50);
  }
  return false;
}

Delivery KafkaProducer::wait() {
  State& state = *state_;
  while (state.answered < state.added && !state.over()) {
    rd_kafka_poll(state.producer, 50);
    if (state.failed != RD_KAFKA_RESP_ERR_NO_ERROR) break;  // the rest may take long to fail
  }
  std::array<char, 256> why{};
  if (rd_kafka_fatal_error(state.producer, why.data(), why.size()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Delivery::try_again("kafka " + state.settings.brokers + ": " + why.data());
  }
  return state.verdict();
}

}  // namespace celltally
