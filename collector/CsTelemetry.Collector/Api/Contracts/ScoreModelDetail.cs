using System.Text.Json;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>A version of the score model, whole.</summary>
/// <param name="Summary">What it is.</param>
/// <param name="Model">The document: weights, shapes, curves, caps, segments, core features and frozen targets.</param>
/// <param name="StoredDays">How many days of the last 400 have scores of it. It grows while the past is filled in.</param>
internal sealed record ScoreModelDetail(ScoreModelSummary Summary, JsonElement Model, int StoredDays);
