using System.Globalization;
using System.Security.Claims;
using System.Text;
using CsTelemetry;
using Microsoft.AspNetCore.Mvc;
using ProjectBoard.Data;
using ProjectBoard.Html;

namespace ProjectBoard.Endpoints;

/// <summary>Exports and imports cards.</summary>
internal static class ReportEndpoints
{
    private const string Header = "board,title,column";

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/reports", () => Page.Of(
            "Reports",
            """<a href="/reports/cards.csv">Cards as CSV</a> """ + Page.Button("/reports/import", "Import into board 1", """<textarea name="csv"></textarea>""")));
        group.MapGet("/reports/cards.csv", Export).WithFeature("reports.export");
        group.MapPost("/reports/import", Import);
    }

    private static IResult Export(ClaimsPrincipal user, Workspaces workspaces)
    {
        var csv = new StringBuilder(Header).Append('\n');
        foreach (var board in workspaces.BoardsOf(user.Tenant()))
        {
            foreach (var card in workspaces.CardsOn(board.Id))
            {
                csv.Append(CultureInfo.InvariantCulture, $"{Quoted(board.Name)},{Quoted(card.Title)},{card.Column}\n");
            }
        }

        return Results.Text(csv.ToString(), "text/csv");
    }

    private static IResult Import([FromForm] string csv, ClaimsPrincipal user, Workspaces workspaces, ICsTelemetry telemetry)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0 || lines[0] != Header || workspaces.BoardsOf(user.Tenant()) is not [var board, ..])
        {
            telemetry.TrackError("import.malformed");
            return Results.BadRequest($"The first line must be {Header}.");
        }

        foreach (var line in lines[1..])
        {
            workspaces.Add(board.Id, line.Split(',').ElementAtOrDefault(1) ?? line);
        }

        telemetry.TrackFeature("reports.import", new() { Quantity = lines.Length - 1 });
        return Results.Redirect($"/boards/{board.Id}");
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
