using System.Globalization;
using System.Text;

namespace CsTelemetry;

/// <summary>Holds what <see cref="ICsTelemetry.DiagnoseAsync"/> found. Immutable.</summary>
/// <param name="Endpoint">The collector's address.</param>
/// <param name="Steps">
/// The steps in the order of the way to the collector: <c>name</c>, <c>connection</c>, <c>tls</c>, <c>grpc</c>,
/// <c>http</c>, <c>key</c>, <c>clock</c>, <c>disk</c>, <c>last error</c>, <c>books</c>. More may come.
/// </param>
public sealed record TelemetryDiagnosis(string Endpoint, IReadOnlyList<DiagnosisStep> Steps)
{
    /// <summary>Gets whether no step failed.</summary>
    public bool IsHealthy => Steps.All(static step => step.Outcome != DiagnosisOutcome.Failed);

    /// <summary>Finds a step by its name.</summary>
    /// <param name="name">The name, such as <c>key</c>.</param>
    /// <returns>The step; null when there is none of that name.</returns>
    public DiagnosisStep? Find(string name) => Steps.FirstOrDefault(step => string.Equals(step.Name, name, StringComparison.Ordinal));

    /// <summary>Writes a report for people: a line for each step.</summary>
    /// <returns>The report.</returns>
    public override string ToString()
    {
        var report = new StringBuilder();
        report.Append(SdkName.Full).Append(" to ").Append(Endpoint).AppendLine(IsHealthy ? ": healthy" : ": NOT healthy");
        foreach (var step in Steps)
        {
            report.AppendLine(string.Format(CultureInfo.InvariantCulture, "  {0,-7}  {1,-10}  {2}", step.Outcome.ToString().ToUpperInvariant(), step.Name, step.Finding));
        }

        return report.ToString();
    }
}
