#include "config/setting_list.hpp"

#include "config/schema.hpp"

namespace celltally {

namespace {

class SettingLister : public SettingVisitor {
 public:
  std::vector<SettingNote> take() { return std::move(notes_); }

  void value(const Setting& setting) override {
    SettingNote& note = add(setting.key, false);
    note.words = (setting.list ? "a list, each " : "") + words_of(setting.shape);
    if (setting.key.needed != NeededBy::nobody) return;
    const auto values = setting.get();
    for (const SettingValue& value : values) {
      note.standard += (note.standard.empty() ? "" : ", ") + written(setting.shape, value);
    }
    if (setting.list && !values.empty()) note.standard = "[" + note.standard + "]";
  }

  void section(const SettingKey& key, bool, const Describe& describe) override {
    add(key, true);
    below(std::string{key.name} + ".", [&] { describe(*this); });
  }

  void items(const SettingKey& key, const Items& items) override {
    add(key, true);
    items.resize(1);
    below(std::string{key.name} + "[].", [&] { items.describe(*this, 0); });
    items.resize(0);
  }

  void alternatives(const SettingKey& key, std::size_t,
                    std::span<const Alternative> alternatives) override {
    std::string words;
    for (const Alternative& alternative : alternatives) {
      words += (words.empty() ? "" : ", ") + std::string{alternative.name} + " (" +
               std::string{alternative.meaning} + ")";
    }
    add(key, false).words = words;
    for (const Alternative& alternative : alternatives) {
      only_ = alternative.name;
      alternative.describe(*this);
    }
    only_.clear();
  }

 private:
  SettingNote& add(const SettingKey& key, bool section) {
    notes_.push_back({.path = prefix_ + std::string{key.name},
                      .only = only_,
                      .meaning = std::string{key.meaning},
                      .words = {},
                      .standard = {},
                      .example = std::string{key.example},
                      .needed = key.needed,
                      .whose = key.whose,
                      .section = section});
    return notes_.back();
  }

  template <typename Describe>
  void below(const std::string& part, const Describe& describe) {
    const std::string above = prefix_;
    prefix_ += part;
    describe();
    prefix_ = above;
  }

  std::vector<SettingNote> notes_;
  std::string prefix_;
  std::string only_;
};

}  // namespace

std::vector<SettingNote> list_settings() {
  CelltallyConfig config;
  SettingLister lister;
  describe(lister, config);
  return lister.take();
}

}  // namespace celltally
