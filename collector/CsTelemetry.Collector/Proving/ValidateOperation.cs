using System.Runtime.CompilerServices;
using CsTelemetry.Adoption.Validation;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Auditing;

namespace CsTelemetry.Collector.Proving;

/// <summary>`validate`: prints the evidence card of a tenant's own history, and stores it for the API.</summary>
internal sealed class ValidateOperation(ScoreProof proof) : IAdministrativeOperation
{
    public string Name => "validate";

    public AdministrativeAct? ActOf(OperationArguments arguments) => new(AuditActions.ModelValidate, arguments.Find("tenant") ?? "", arguments.Find("tenant"));

    public async IAsyncEnumerable<AdministrationLine> RunAsync(OperationArguments arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tenant = arguments.Require("tenant");
        var (first, last) = (DayOf(arguments.FindMonth("from")), DayOf(arguments.FindMonth("to")));
        if (first > last)
        {
            throw AdministrationException.Usage($"The first month, {first:yyyy-MM}, is after the last, {last:yyyy-MM}.");
        }

        var choice = ChoiceOf(arguments.Find("knowledge"));
        yield return AdministrationLine.Note("Replaying the history; each month-end is scored with what was known then.");
        var card = await proof.RunAsync(tenant, first, last, choice, cancellationToken);
        yield return AdministrationLine.Result(ValidationMarkdown.Write(card), card);
    }

    private static KnowledgeChoice ChoiceOf(string? text) => text switch
    {
        null or "auto" => KnowledgeChoice.Auto,
        "recorded" => KnowledgeChoice.Recorded,
        "validity" => KnowledgeChoice.Validity,
        _ => throw AdministrationException.Usage($"\"knowledge\" is \"{text}\"; it must be auto, recorded or validity."),
    };

    private static DateOnly? DayOf(int? month) => month is { } given ? new DateOnly(given / 100, given % 100, 1) : null;
}
