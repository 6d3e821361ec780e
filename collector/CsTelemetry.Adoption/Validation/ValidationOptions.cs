using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Model;

namespace CsTelemetry.Adoption.Validation;

/// <summary>Says how a history is replayed.</summary>
/// <param name="FirstMonth">Any day of the first month at whose end accounts are scored.</param>
/// <param name="LastMonth">Any day of the last such month; months whose outcome is not known by <paramref name="LastDay"/> are left out.</param>
/// <param name="LastDay">The last complete day of the history.</param>
/// <param name="Model">The numbers; null means <see cref="AdoptionModel.V1"/>. Targets and core features are always those of the time, never frozen later ones.</param>
/// <param name="Knowledge">Seats, plans, entitlements and catalog; null when nothing is known.</param>
/// <param name="Resamples">The bootstrap's resamples of accounts. Default 1,000; 100 to 100,000.</param>
/// <param name="Seed">The seed of the bootstrap. Default 1.</param>
public sealed record ValidationOptions(
    DateOnly FirstMonth,
    DateOnly LastMonth,
    DateOnly LastDay,
    AdoptionModel? Model = null,
    TenantKnowledge? Knowledge = null,
    int Resamples = 1000,
    int Seed = 1);
