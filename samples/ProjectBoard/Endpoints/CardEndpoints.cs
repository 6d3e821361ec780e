using System.Security.Claims;
using CsTelemetry;
using CsTelemetry.AspNetCore;
using Microsoft.AspNetCore.Mvc;
using ProjectBoard.Automations;
using ProjectBoard.Data;

namespace ProjectBoard.Endpoints;

/// <summary>Changes cards.</summary>
internal static class CardEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/boards/{id:int}/cards", Add);
        group.MapPost("/cards/{id:int}/done", Finish);
        group.MapPost("/cards/{id:int}/comments", Remark);
    }

    [Feature("cards.create")]
    private static async Task<IResult> Add(int id, [FromForm] string title, ClaimsPrincipal user, Workspaces workspaces, AutomationQueue automations)
    {
        if (workspaces.BoardOf(user.Tenant(), id) is not { } board)
        {
            return Results.NotFound();
        }

        var card = workspaces.Add(id, title);
        if (board.GreetsNewCards)
        {
            await automations.AddAsync(new(user.Tenant(), user.Id(), card.Id));
        }

        return Results.Redirect($"/boards/{id}");
    }

    [Feature("cards.finish")]
    private static IResult Finish(int id, ClaimsPrincipal user, Workspaces workspaces, ICsTelemetry telemetry)
    {
        if (workspaces.Change(user.Tenant(), id, card => card with { Column = Card.Done }) is not { } card)
        {
            return Results.NotFound();
        }

        // What the customer pays for is work that gets done.
        telemetry.TrackOutcome("card.done", 1);
        return Results.Redirect($"/boards/{card.BoardId}");
    }

    [Feature("comments.write")]
    private static IResult Remark(int id, [FromForm] string text, ClaimsPrincipal user, Workspaces workspaces)
    {
        var card = workspaces.Change(user.Tenant(), id, card => card with { Comments = [.. card.Comments, new(user.Identity!.Name!, text)] });
        return card is null ? Results.NotFound() : Results.Redirect($"/boards/{card.BoardId}");
    }
}
