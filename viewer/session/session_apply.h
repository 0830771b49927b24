// Session::apply, one overload per intent; the bodies are grouped by topic in session_*.cpp.
#pragma once
#include "viewer/session/session.h"

namespace riskmap {

struct Session::Applier {
  Session& session;

  // session_look.cpp
  void operator()(const SetWorkspace& intent) const;
  void operator()(const SetLayer& intent) const;
  void operator()(const ToggleLayer& intent) const;
  void operator()(const SetOverlay& intent) const;
  void operator()(const SwapOverlays& intent) const;
  void operator()(const SetFilter& intent) const;
  void operator()(const SelectPlace& intent) const;
  void operator()(const SelectIssue& intent) const;
  void operator()(const LookAtParty& intent) const;
  void operator()(const SetTable& intent) const;
  void operator()(const TogglePanel& intent) const;
  void operator()(const TellShown& intent) const;
  void operator()(const SetLanguage& intent) const;
  void operator()(const SetTheme& intent) const;
  void operator()(const SetScale& intent) const;
  void operator()(const SetPanelSize& intent) const;
  void operator()(const OpenDialog& intent) const;
  void operator()(const CloseDialog& intent) const;
  void operator()(const DismissToast& intent) const;
  void operator()(const Quit& intent) const;
  void operator()(const StayOpen& intent) const;

  // session_map.cpp
  void operator()(const HoverAt& intent) const;
  void operator()(const ClickAt& intent) const;
  void operator()(const ClearMark& intent) const;
  void operator()(const DoubleClickAt& intent) const;
  void operator()(const PanBy& intent) const;
  void operator()(const ZoomBy& intent) const;
  void operator()(const FitAll& intent) const;
  void operator()(const FitSelection& intent) const;
  void operator()(const FlyTo& intent) const;
  void operator()(const ResizeMap& intent) const;
  void operator()(const SetViewSystem& intent) const;
  void operator()(const SetTool& intent) const;
  void operator()(const KeepBox& intent) const;
  void operator()(const KeepShown& intent) const;
  void operator()(const ClearMeasured& intent) const;
  void operator()(const TakeLastMeasured& intent) const;

  // session_links.cpp
  void operator()(const SetLinks& intent) const;
  void operator()(const TurnLink& intent) const;
  void operator()(const SaveNeighbours& intent) const;

  // session_laptop.cpp
  void operator()(const TakeToLaptop& intent) const;
  void operator()(const BringFromLaptop& intent) const;

  // session_bookmarks.cpp
  void operator()(const AddBookmark& intent) const;
  void operator()(const RenameBookmark& intent) const;
  void operator()(const RemoveBookmark& intent) const;
  void operator()(const GoToBookmark& intent) const;

  // session_flight.cpp
  void operator()(const EndFlight& intent) const;
  void operator()(const SetReducedMotion& intent) const;

  // session_identify.cpp
  void operator()(const ListHits& intent) const;
  void operator()(const SelectHit& intent) const;

  // session_open.cpp
  void operator()(const OpenPath& intent) const;
  void operator()(const MissRegister& intent) const;
  void operator()(const ChooseCrs& intent) const;
  void operator()(const LoadBoundariesFrom& intent) const;
  void operator()(const ExportTo& intent) const;
  void operator()(const MakeSlip& intent) const;
  void operator()(const AttachFile& intent) const;
  void operator()(const KeepAttachment& intent) const;
  void operator()(const OpenAttachment& intent) const;
  void operator()(const MakeReceptionPack& intent) const;
  void operator()(const CancelJob& intent) const;

  // session_import.cpp
  void operator()(const PreviewImport& intent) const;
  void operator()(const TakeImport& intent) const;
  void operator()(const SaveImportErrors& intent) const;

  // session_context.cpp
  void operator()(const SetContextStyle& intent) const;
  void operator()(const MoveContext& intent) const;
  void operator()(const RemoveContext& intent) const;

  // session_edit.cpp
  void operator()(const CommitChange& intent) const;
  void operator()(const CommitEdit& intent) const;
  void operator()(const Undo& intent) const;
  void operator()(const Redo& intent) const;
  void operator()(const SkipEdit& intent) const;
  void operator()(const SetAuthor& intent) const;
  void operator()(const DropEdit& intent) const;
  void operator()(const MarkReviewed& intent) const;

  // session_applicants.cpp
  void operator()(const AskApplicant& intent) const;
  void operator()(const FindApplicants& intent) const;
  void operator()(const EraseApplicants& intent) const;
  void operator()(const AskExpiredApplicants& intent) const;

  // session_drafts.cpp
  void operator()(const KeepDraft& intent) const;
  void operator()(const DropDraft& intent) const;
  void operator()(const OpenDraft& intent) const;
  void operator()(const PasteMessage& intent) const;
};

}  // namespace riskmap
