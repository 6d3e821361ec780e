using System.Security.Claims;
using CsTelemetry;
using CsTelemetry.AspNetCore;
using ProjectBoard.Data;
using ProjectBoard.Html;
using ProjectBoard.Telemetry;

namespace ProjectBoard.Endpoints;

/// <summary>Shows boards.</summary>
internal static class BoardEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/", List);
        group.MapGet("/boards/{id:int}", Open);
    }

    // Looking at the list is navigation, not use.
    private static IResult List(ClaimsPrincipal user, Workspaces workspaces, ICsTelemetry telemetry)
    {
        telemetry.TrackPageView("boards");
        return Page.Of("Boards", Page.List(workspaces.BoardsOf(user.Tenant()), board => $"""<a href="/boards/{board.Id}">{Page.Text(board.Name)}</a>"""));
    }

    [Feature("boards.open")]
    private static IResult Open(int id, ClaimsPrincipal user, Workspaces workspaces, ICsTelemetry telemetry)
    {
        if (workspaces.BoardOf(user.Tenant(), id) is not { } board)
        {
            return Results.NotFound();
        }

        var quickAdd = FeatureFlags.QuickAdd(user.Id());
        telemetry.TrackFlagExposure("quick-add", quickAdd ? "on" : "off");
        var add = Page.Button($"/boards/{id}/cards", "Add", $"""<input name="title" placeholder="A new card" {(quickAdd ? "autofocus" : "")}>""");
        return Page.Of(board.Name, add + Page.List(workspaces.CardsOn(id), Write));
    }

    private static string Write(Card card) =>
        $"{Page.Text(card.Title)} <i>{card.Column}</i> {(card.Column == Card.Done ? "" : Page.Button($"/cards/{card.Id}/done", "Done"))} "
        + Page.Button($"/cards/{card.Id}/comments", "Comment", "<input name=\"text\">")
        + Page.List(card.Comments, comment => $"{Page.Text(comment.Author)}: {Page.Text(comment.Text)}");
}
