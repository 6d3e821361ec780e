using System.Collections.Concurrent;
using System.Text;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Finds what stored scores were measured against: a version of the tenant's, or what a run took from the portfolio. Thread-safe.</summary>
internal sealed class ScoreBases(ScoreStore store, ScoreModels models)
{
    /// <summary>How many are kept; beyond, all are read anew.</summary>
    private const int Capacity = 512;

    private readonly ConcurrentDictionary<(string Tenant, ulong Run), ScoreModel> _known = [];

    /// <summary>Finds the basis of a run.</summary>
    /// <exception cref="InvalidDataException">What is stored of it is not a model.</exception>
    public async Task<RunBasis> OfAsync(string tenant, ScoreRun run, CancellationToken cancellationToken)
    {
        if (run.BasisRun == 0)
        {
            return new RunBasis(await models.ByHashAsync(tenant, run.ModelHash, cancellationToken), 0);
        }

        if (_known.TryGetValue((tenant, run.BasisRun), out var known))
        {
            return new RunBasis(known, run.BasisRun);
        }

        var maker = run.BasisRun == run.Id ? run : await store.RunAsync(tenant, run.BasisRun, cancellationToken);
        return Learn(tenant, Read(maker?.Basis ?? "", run), run.BasisRun);
    }

    /// <summary>Remembers what a run made.</summary>
    public RunBasis Learn(string tenant, ScoreModel model, ulong run)
    {
        if (_known.Count >= Capacity)
        {
            _known.Clear();
        }

        _known[(tenant, run)] = model;
        return new RunBasis(model, run);
    }

    public static string Write(ScoreModel model) => Encoding.UTF8.GetString(ScoreModelJson.Write(model.ToDocument()));

    private static ScoreModel Read(string text, ScoreRun run) =>
        ScoreModelJson.Read(Encoding.UTF8.GetBytes(text), out var faults)
        ?? throw new InvalidDataException($"The basis of the score run {run.Id} of {run.AsOf:O} cannot be read: {string.Join(' ', faults)}");
}
