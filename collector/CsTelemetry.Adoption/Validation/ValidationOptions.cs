using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Validation;

/// <summary>Says how a history is replayed.</summary>
/// <param name="FirstMonth">Any day of the first month at whose end accounts are scored.</param>
/// <param name="LastMonth">Any day of the last such month; months whose outcome is not known by <paramref name="LastDay"/> are left out.</param>
/// <param name="LastDay">The last complete day of the history.</param>
/// <param name="Model">The numbers of a version whose core features and targets are those of each month-end; null means <see cref="AdoptionModel.V1"/>.</param>
/// <param name="Knowledge">Seats, plans, entitlements and catalog, as known now; null when nothing is known. It tells who lost seats and who is excluded.</param>
/// <param name="Resamples">The bootstrap's resamples of accounts. Default 1,000; 100 to 100,000.</param>
/// <param name="Seed">The seed of the bootstrap. Default 1.</param>
/// <param name="Version">A whole version, which scores every month-end by its own frozen core features and targets, and goes before <paramref name="Model"/>; null for those of each month-end.</param>
public sealed record ValidationOptions(
    DateOnly FirstMonth,
    DateOnly LastMonth,
    DateOnly LastDay,
    AdoptionModel? Model = null,
    TenantKnowledge? Knowledge = null,
    int Resamples = 1000,
    int Seed = 1,
    ScoreModel? Version = null);
