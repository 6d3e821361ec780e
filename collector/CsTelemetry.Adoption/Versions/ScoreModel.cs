using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Segments;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Versions;

/// <summary>
/// Holds a whole model version: numbers, core features, and the targets of each segment, all frozen, so that a score never moves because
/// peers did. Two are equal when their hashes are: they then score every account alike, whatever they are called. Immutable; safe to
/// share between threads.
/// </summary>
public sealed class ScoreModel : IEquatable<ScoreModel>
{
    private const string AutoSuffix = "-auto";

    private ScoreModel(AdoptionModel numbers, IReadOnlyList<CoreFeature> core, SegmentTable segments)
    {
        Numbers = numbers;
        Core = [.. core];
        Segments = segments;
        Index = new CoreIndex(Core);
        Hash = ModelHash.Of(ToDocument());
    }

    /// <summary>Gets the semantic version; <c>1.0.0-auto</c> and the like name targets that were taken at the day itself.</summary>
    public string Version => Numbers.Version;

    /// <summary>Gets whether nobody published the version: its targets and core features were taken at the day itself.</summary>
    public bool IsAuto => IsAutoVersion(Version);

    /// <summary>Gets the SHA-256 over everything but the version, as 64 hexadecimal digits in lower case.</summary>
    public string Hash { get; }

    /// <summary>Gets the numbers.</summary>
    public AdoptionModel Numbers { get; }

    /// <summary>Gets the core features in the order in which they are shown and summed.</summary>
    public IReadOnlyList<CoreFeature> Core { get; }

    /// <summary>Gets the segments with their targets.</summary>
    public SegmentTable Segments { get; }

    /// <summary>Gets the places of the core features.</summary>
    internal CoreIndex Index { get; }

    /// <summary>Makes the model that a document describes, or lists everything that is wrong with it.</summary>
    /// <param name="document">The document, with core features and targets.</param>
    /// <param name="faults">What is wrong; empty when a model comes back.</param>
    public static ScoreModel? TryCreate(ScoreModelDocument document, out IReadOnlyList<ModelFault> faults)
    {
        ArgumentNullException.ThrowIfNull(document);
        faults = DocumentCheck.FaultsOf(document, complete: true);
        return faults.Count > 0
            ? null
            : new ScoreModel(
                document.ToModel(),
                document.Core!,
                new SegmentTable(document.Targets!, document.Segments ?? new(), frozen: !IsAutoVersion(document.Version)));
    }

    /// <summary>Takes the targets of every segment from a portfolio and freezes them.</summary>
    /// <param name="numbers">The numbers, with the version that the result bears.</param>
    /// <param name="accounts">The tenant's accounts, each once, in any order.</param>
    /// <param name="asOf">The complete day that has age 0.</param>
    /// <param name="core">The core features, from the catalog or from use.</param>
    /// <exception cref="ArgumentException">The numbers, an account or a core feature cannot be, or an account comes twice.</exception>
    public static ScoreModel Freeze(AdoptionModel numbers, IEnumerable<AccountUsage> accounts, DateOnly asOf, IReadOnlyList<CoreFeature> core)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(core);
        var chosen = ModelCheck.Checked(numbers);
        return Freeze(chosen, MeasuredPortfolio.Of(accounts, asOf, new CoreIndex(core), chosen), core);
    }

    /// <summary>The same, from the numbers that were kept of the accounts when they were scored, or measured again as this version does.</summary>
    /// <param name="numbers">The numbers, with the version that the result bears.</param>
    /// <param name="accounts">The tenant's accounts, each once, in any order.</param>
    /// <param name="asOf">The complete day that has age 0.</param>
    /// <param name="core">The core features.</param>
    /// <exception cref="ArgumentException">The numbers or a core feature cannot be.</exception>
    public static ScoreModel FreezeRecalled(AdoptionModel numbers, IEnumerable<RecalledAccount> accounts, DateOnly asOf, IReadOnlyList<CoreFeature> core)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(core);
        var (chosen, index) = (ModelCheck.Checked(numbers), new CoreIndex(core));
        return Freeze(chosen, accounts.Select(account => AdoptionRecall.Measured(account, asOf, index, chosen)), core);
    }

    /// <summary>Freezes the targets of accounts that are already measured.</summary>
    internal static ScoreModel Freeze(AdoptionModel numbers, IEnumerable<MeasuredAccount> accounts, IReadOnlyList<CoreFeature> core) =>
        new(numbers, core, SegmentEstimator.Estimate(accounts, numbers, frozen: !IsAutoVersion(numbers.Version)));

    /// <summary>Writes the model down, whole.</summary>
    public ScoreModelDocument ToDocument() => ScoreModelDocument.Of(Numbers, Core, Segments.Rows);

    /// <inheritdoc />
    public bool Equals(ScoreModel? other) => other is not null && string.Equals(Hash, other.Hash, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ScoreModel);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Hash);

    /// <summary>Names the version of scores whose targets nobody published.</summary>
    internal static string AutoVersion(string version) => IsAutoVersion(version) ? version : version + AutoSuffix;

    private static bool IsAutoVersion(string version) => version.EndsWith(AutoSuffix, StringComparison.Ordinal);
}
